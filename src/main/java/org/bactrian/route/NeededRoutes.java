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
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedList;
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
    private static final String PLACEHOLDER = "\\$\\{[^}]*}|\\{\\{.*?}}";
    private static final String SCHEME = "${exchangeProperty." + RunProperties.SCHEME + "}";

    private final Path folder;
    private final Collection<String> leftOut;
    private final String route;
    private final Collection<String> schemes;
    private final List<RouteFile.Item> left = new LinkedList<>();
    private final Deque<RouteFile.Item> fresh = new ArrayDeque<>();
    private final Set<RouteFile.Item> needed = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * For one use.
     *
     * @param folder  of {@code *.camel.yaml} files
     * @param leftOut names of files that are not read
     * @param route   the command: the name after {@code direct:}
     * @param schemes of the command's targets
     */
    NeededRoutes(Path folder, Collection<String> leftOut, String route, Collection<String> schemes) {
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
        List<RouteFile> files = files();
        for (RouteFile file : files) {
            left.addAll(file.items());
        }
        takeRoutes();
        takeBeans(files);
        List<Resource> resources = new ArrayList<>();
        for (RouteFile file : files) {
            if (isNeeded(file)) {
                resources.add(ResourceHelper.fromString("file:" + file.path().toAbsolutePath(), file.only(needed)));
            }
        }
        return resources;
    }

    private List<RouteFile> files() throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path file : found) {
                if (file.toString().endsWith(".camel.yaml") && !leftOut.contains(file.getFileName().toString())) {
                    paths.add(file);
                }
            }
        }
        Collections.sort(paths);
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(RouteFile.of(path, Files.readString(path)));
        }
        return files;
    }

    private boolean isNeeded(RouteFile file) {
        for (RouteFile.Item item : file.items()) {
            if (needed.contains(item)) {
                return true;
            }
        }
        return false;
    }

    private void takeRoutes() {
        take(item -> item.entry().isEmpty() && item.beans().isEmpty());
        take(item -> item.entry().equals(route));
        for (RouteFile.Item item = fresh.poll(); item != null; item = fresh.poll()) {
            for (String endpoint : item.leadsTo()) {
                follow(endpoint);
            }
        }
    }

    /** The beans that are mentioned: those of the same files, and of other files what these do not declare. */
    private void takeBeans(List<RouteFile> files) {
        Set<String> used = new HashSet<>();
        Set<RouteFile.Item> near = Collections.newSetFromMap(new IdentityHashMap<>());
        for (RouteFile.Item user : needed) {
            user.addWordsTo(used);
        }
        for (RouteFile file : files) {
            if (isNeeded(file)) {
                near.addAll(file.items());
            }
        }
        take(item -> near.contains(item) && !Collections.disjoint(used, item.beans()));
        for (RouteFile.Item item : needed) {
            used.removeAll(item.beans());
        }
        take(item -> !Collections.disjoint(used, item.beans()));
    }

    private void take(Predicate<RouteFile.Item> wanted) {
        for (Iterator<RouteFile.Item> all = left.iterator(); all.hasNext();) {
            RouteFile.Item item = all.next();
            if (wanted.test(item)) {
                all.remove();
                needed.add(item);
                fresh.add(item);
            }
        }
    }

    private void follow(String endpoint) {
        for (String scheme : endpoint.contains(SCHEME) ? schemes : List.of("")) {
            String name = endpoint.replace(SCHEME, scheme);
            if (name.contains("{")) {
                Pattern pattern = Pattern.compile("\\Q" + name.replaceAll(PLACEHOLDER, "\\\\E.*\\\\Q") + "\\E");
                take(item -> !item.entry().isEmpty() && pattern.matcher(item.entry()).matches());
            } else {
                take(item -> item.entry().equals(name));
            }
        }
    }
}
