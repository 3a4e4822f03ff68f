package org.bactrian.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ~} and {@code $NAME} in {@code --archive-dir}, as duplicity expands them (spec 6): cron has no shell that does. */
final class PathVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z0-9_]+)\\}|([A-Za-z0-9_]+))");

    private PathVariables() {
    }

    /** The path with them replaced; a variable that is not set stays as it is. */
    static String expand(String path, Map<String, String> environment) {
        String home = environment.get("HOME");
        String expanded = home != null && (path.equals("~") || path.startsWith("~/")) ? home + path.substring(1) : path;
        return VARIABLE.matcher(expanded).replaceAll(found -> {
            String value = environment.get(found.group(1) != null ? found.group(1) : found.group(2));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }
}
