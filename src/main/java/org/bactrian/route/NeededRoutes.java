package org.bactrian.route;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Of a folder of route files, what a command can come to: parsing and starting the others would cost it more than its work. Routes are
 * followed from {@code direct:} to {@code direct:}; a placeholder stands for anything, except the scheme, which is known. Whatever is not
 * a plain {@code direct:} route (configurations, timers, beans of other classes) is always loaded, and so is a file that is laid out in
 * another way. So a file that was edited or added takes effect like the others, and a fault in what a command needs is found before it begins.
 */
final class NeededRoutes implements RoutesBuilder {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}|\\{\\{.*?}}");
    private static final String SCHEME = "${exchangeProperty." + OpenTarget.SCHEME + "}";

    private final Path folder;
    private final Predicate<Path> leftOut;
    private final String route;
    private final Collection<String> schemes;
    private final List<RouteFile.Item> left = new ArrayList<>();
    private final Deque<RouteFile.Item> fresh = new ArrayDeque<>();
    private final Set<RouteFile.Item> needed = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * For one use.
     *
     * @param folder  of {@code *.camel.yaml} files
     * @param leftOut files that are not read
     * @param route   the command: the name after {@code direct:}
     * @param schemes of the command's targets
     */
    NeededRoutes(Path folder, Predicate<Path> leftOut, String route, Collection<String> schemes) {
        this.folder = folder;
        this.leftOut = leftOut;
        this.route = route;
        this.schemes = schemes;
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(resources());
    }

    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {
        // they came with the others
    }

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) {
        throw new UnsupportedOperationException("a command's routes stay as they are");
    }

    /** A resource a file of which something is needed, in the order of their names. */
    List<Resource> resources() throws IOException {
        List<RouteFile> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.camel.yaml")) {
            for (Path file : found) {
                if (!leftOut.test(file)) {
                    files.add(RouteFile.of(file, Files.readString(file)));
                }
            }
        }
        files.sort((one, other) -> one.path().compareTo(other.path()));
        files.forEach(file -> left.addAll(file.items()));
        takeRoutes();
        takeBeans(files);
        List<Resource> resources = new ArrayList<>();
        for (RouteFile file : files) {
            if (file.items().stream().anyMatch(needed::contains)) {
                resources.add(ResourceHelper.fromString("file:" + file.path().toAbsolutePath(), file.only(needed::contains)));
            }
        }
        return resources;
    }

    private void takeRoutes() {
        take(item -> item.entry().isEmpty() && item.beans().isEmpty());
        take(item -> item.entry().equals(route));
        for (RouteFile.Item item = fresh.poll(); item != null; item = fresh.poll()) {
            item.leadsTo().forEach(this::follow);
        }
    }

    /** The beans that are mentioned: those of the same files, and of other files what these do not declare. */
    private void takeBeans(List<RouteFile> files) {
        List<RouteFile.Item> users = List.copyOf(needed);
        Predicate<String> used = bean -> users.stream().anyMatch(user -> user.mentions(bean));
        List<RouteFile.Item> near = files.stream().map(RouteFile::items).filter(items -> items.stream().anyMatch(needed::contains))
                .flatMap(List::stream).toList();
        take(item -> near.contains(item) && item.beans().stream().anyMatch(used));
        List<String> declared = needed.stream().flatMap(item -> item.beans().stream()).toList();
        take(item -> item.beans().stream().anyMatch(bean -> !declared.contains(bean) && used.test(bean)));
    }

    private void take(Predicate<RouteFile.Item> wanted) {
        left.removeIf(item -> {
            boolean taken = wanted.test(item);
            if (taken) {
                needed.add(item);
                fresh.add(item);
            }
            return taken;
        });
    }

    private void follow(String endpoint) {
        for (String scheme : endpoint.contains(SCHEME) ? schemes : List.of("")) {
            String name = endpoint.replace(SCHEME, scheme);
            if (name.contains("{")) {
                Pattern pattern = Pattern.compile("\\Q" + PLACEHOLDER.matcher(name).replaceAll("\\\\E.*\\\\Q") + "\\E");
                take(item -> !item.entry().isEmpty() && pattern.matcher(item.entry()).matches());
            } else {
                take(item -> item.entry().equals(name));
            }
        }
    }
}
