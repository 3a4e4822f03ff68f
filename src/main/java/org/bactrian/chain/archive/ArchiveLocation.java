package org.bactrian.chain.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Where the archive directory is (spec 6). */
public final class ArchiveLocation {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([^}]*)\\})");

    private ArchiveLocation() {
    }

    /**
     * The folder for one target: the base, and in it the name.
     *
     * @param archiveDir  as of {@code --archive-dir}; default {@code $XDG_CACHE_HOME/bactrian}, else {@code ~/.cache/bactrian}
     * @param name        as of {@code --name}; default the lower-case hex MD5 of the target URL
     * @param targetUrl   as typed
     * @param environment the process's
     * @throws BactrianException BAD_ARCHIVE_DIR if that is no path
     */
    public static Path resolve(Optional<String> archiveDir, Optional<String> name, String targetUrl, Map<String, String> environment) {
        String base = archiveDir.map(text -> expand(text, environment)).orElseGet(() -> defaultBase(environment));
        String folder = name.map(text -> expand(text, environment)).orElseGet(() -> md5(targetUrl));
        try {
            return Path.of(base).resolve(folder).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BactrianException(ErrorKind.BAD_ARCHIVE_DIR, "The archive directory " + base + "/" + folder + " is not a path.",
                    "Give another one with --archive-dir or --name.", e);
        }
    }

    private static String defaultBase(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return cache.isEmpty() ? home(environment) + "/.cache/bactrian" : cache + "/bactrian";
    }

    /** {@code ~} at the start, then {@code $VAR} and <code>${VAR}</code>; a variable that is not set stays as it is written. */
    static String expand(String text, Map<String, String> environment) {
        String atHome = text.equals("~") || text.startsWith("~/") ? home(environment) + text.substring(1) : text;
        return VARIABLE.matcher(atHome).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(environment.getOrDefault(name, match.group()));
        });
    }

    private static String home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? System.getProperty("user.home") : home;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
