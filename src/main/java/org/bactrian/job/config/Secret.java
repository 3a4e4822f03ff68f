package org.bactrian.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * References to secrets: {@code env:NAME}, {@code file:/PATH} (its first line) or a property function of Camel,
 * <code>{{FUNCTION:…}}</code>. What they refer to is looked up each time it is needed, so that it may change. Thread-safe.
 */
public final class Secret {
    private static final Pattern REFERENCE = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:/.+|\\{\\{[a-z][a-z-]*:[^{}]+}}");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(PASS|SECRET|TOKEN|CREDENTIAL).*");
    private static final int LONGEST = 65_536;

    private final Map<String, String> environment;
    private final UnaryOperator<String> functions;

    /**
     * @param environment of the process
     * @param functions   resolves property functions
     */
    public Secret(Map<String, String> environment, UnaryOperator<String> functions) {
        this.environment = Map.copyOf(environment);
        this.functions = functions;
    }

    /** Whether a text is a reference. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Whether a variable of that name holds a secret, so that its value has to be a reference. */
    static boolean isSecretName(String variable) {
        return SECRET_NAME.matcher(variable).matches();
    }

    /**
     * What it refers to.
     *
     * @throws BactrianException USER_ERROR, which names the reference, if there is nothing
     */
    public String resolve(String reference) {
        if (reference.startsWith("env:")) {
            String value = environment.get(reference.substring(4));
            if (value == null) {
                throw missing(reference, "the variable is not set", null);
            }
            return value;
        }
        return reference.startsWith("file:") ? firstLine(reference) : function(reference);
    }

    /** The process's environment with these variables in the place of its own, those that are references resolved. */
    public Map<String, String> overlaid(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        variables.forEach((name, value) -> all.put(name, isReference(value) ? resolve(value) : value));
        return all;
    }

    /** What is wrong with a reference, as far as can be told without asking a vault; empty if nothing is. */
    public Optional<String> problem(String reference) {
        if (reference.startsWith("{{")) {
            return PropertyFunctions.missing(reference).map(why -> missing(reference, why, null).getMessage());
        }
        try {
            resolve(reference);
            return Optional.empty();
        } catch (BactrianException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String firstLine(String reference) {
        try {
            Path file = Path.of(reference.substring(5));
            if (Files.size(file) > LONGEST) {
                throw missing(reference, "the file is too long for one", null);
            }
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException | RuntimeException e) {
            throw e instanceof BactrianException known ? known : missing(reference, "the file cannot be read", e);
        }
    }

    private String function(String reference) {
        PropertyFunctions.missing(reference).ifPresent(why -> {
            throw missing(reference, why, null);
        });
        try {
            return functions.apply(reference);
        } catch (RuntimeException e) {
            // the cause stays out: a vault's client may quote what it was given
            throw missing(reference, "the property function gives nothing", null);
        }
    }

    private static BactrianException missing(String reference, String why, Throwable cause) {
        return new BactrianException(ErrorKind.USER_ERROR, "There is no secret behind " + reference + ": " + why,
                "Set it, or change the reference.", cause);
    }
}
