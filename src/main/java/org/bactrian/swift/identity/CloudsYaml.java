package org.bactrian.swift.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * OpenStack's clouds.yaml, with what must stay private in secure.yaml: looked for in the working directory, then
 * {@code ~/.config/openstack}, then {@code /etc/openstack}, unless OS_CLIENT_CONFIG_FILE (and OS_CLIENT_SECURE_FILE) name them.
 */
final class CloudsYaml {
    private static final long SIZE_LIMIT = 1024 * 1024;

    private final Map<String, String> environment;

    CloudsYaml(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The settings of a cloud. @throws BactrianException of kind USER_ERROR naming the file or the cloud */
    Credentials cloud(String name) {
        Path file = find("OS_CLIENT_CONFIG_FILE", "clouds.yaml").orElseThrow(() -> new BactrianException(ErrorKind.USER_ERROR,
                "OS_CLOUD is " + name + ", but there is no clouds.yaml",
                "Put one into ~/.config/openstack, or name it with OS_CLIENT_CONFIG_FILE."));
        Object cloud = child(child(read(file), "clouds"), name);
        if (!(cloud instanceof Map<?, ?> settings)) {
            throw new BactrianException(ErrorKind.USER_ERROR, file + " has no cloud " + name, "Check OS_CLOUD.");
        }
        Optional<Path> secure = find("OS_CLIENT_SECURE_FILE", "secure.yaml");
        Object secret = secure.map(s -> child(child(read(s), "clouds"), name)).orElse(null);
        return credentials(file, merge(withProfile(settings), secret));
    }

    /** What {@code profile: NAME} stands for, from clouds-public.yaml beside it. */
    private Map<?, ?> withProfile(Map<?, ?> settings) {
        Object profile = settings.containsKey("profile") ? settings.get("profile") : settings.get("cloud");
        if (profile == null) {
            return settings;
        }
        Object known = find("OS_CLIENT_VENDOR_FILE", "clouds-public.yaml")
                .map(file -> child(child(read(file), "public-clouds"), profile.toString())).orElse(null);
        if (!(known instanceof Map<?, ?> base)) {
            throw new BactrianException(ErrorKind.USER_ERROR, "No clouds-public.yaml describes the profile " + profile,
                    "Write the cloud's auth_url into clouds.yaml instead.");
        }
        return merge(base, settings);
    }

    private Credentials credentials(Path file, Map<?, ?> cloud) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String path = setting.name(Setting.Dialect.CLOUDS);
            Object value = path == null ? null : at(cloud, path);
            if (value instanceof Map || value instanceof List) {
                throw new BactrianException(ErrorKind.USER_ERROR, file + ": " + path + " is not a single value", "Correct it.");
            }
            values.put(setting, value != null ? value.toString() : fallback(setting));
        }
        if ("false".equals(values.get(Setting.VERIFY))) {
            values.put(Setting.INSECURE, "true");
        }
        values.computeIfAbsent(Setting.REGION, s -> firstRegion(cloud.get("regions")));
        return new Credentials(Setting.Dialect.CLOUDS, values).orElse(Setting.VERSION, version(values));
    }

    /** The password may stand in the environment, and so may what the file has no words for. */
    private String fallback(Setting setting) {
        return switch (setting) {
            case PASSWORD -> environment.get("OS_PASSWORD");
            case STORAGE_POLICY, PROXY, CONNECT_TIMEOUT, READ_TIMEOUT, SEGMENT_SIZE ->
                environment.get(setting.name(Setting.Dialect.SWIFT));
            default -> null;
        };
    }

    private static String version(Map<Setting, String> values) {
        String type = values.get(Setting.AUTH_TYPE);
        String address = values.get(Setting.AUTH_URL);
        boolean two = "v2password".equals(type) || address != null && address.matches(".*/v2\\.0/*");
        return two ? "2" : "3";
    }

    private static String firstRegion(Object regions) {
        if (!(regions instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        Object first = list.get(0) instanceof Map<?, ?> region ? region.get("name") : list.get(0);
        return first == null ? null : first.toString();
    }

    private static Object at(Object node, String path) {
        Object found = node;
        for (String part : path.split("\\.")) {
            found = child(found, part);
        }
        return found;
    }

    private static Object child(Object node, String name) {
        return node instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** The entries of both; where both have one, the second's, maps within maps likewise. */
    private static Map<?, ?> merge(Map<?, ?> base, Object over) {
        if (!(over instanceof Map<?, ?> map)) {
            return base;
        }
        Map<Object, Object> merged = new LinkedHashMap<>(base);
        map.forEach((key, value) -> merged.merge(key, value,
                (old, fresh) -> old instanceof Map<?, ?> m && fresh instanceof Map ? merge(m, fresh) : fresh));
        return merged;
    }

    private Optional<Path> find(String variable, String name) {
        String named = environment.get(variable);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        List<Path> folders = new ArrayList<>(List.of(Path.of("")));
        String config = environment.get("XDG_CONFIG_HOME");
        String home = environment.get("HOME");
        if (config != null && !config.isBlank()) {
            folders.add(Path.of(config, "openstack"));
        } else if (home != null) {
            folders.add(Path.of(home, ".config", "openstack"));
        }
        folders.add(Path.of("/etc/openstack"));
        return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst();
    }

    private static Object read(Path file) {
        try {
            if (Files.size(file) > SIZE_LIMIT) {
                throw new IOException("larger than 1 MiB");
            }
            LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(20).build();
            return new Load(settings).loadFromString(Files.readString(file));
        } catch (YamlEngineException e) { // its message quotes the line, which may hold a password: left out
            throw new BactrianException(ErrorKind.USER_ERROR, file + " is not YAML", "Check its indentation and quotes.");
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, file + " cannot be read: " + e.getMessage(), "Check its path and mode.", e);
        }
    }
}
