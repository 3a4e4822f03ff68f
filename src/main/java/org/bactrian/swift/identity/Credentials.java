package org.bactrian.swift.identity;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The settings of one account, from one dialect. Immutable. Holds secrets: its text form names who and where only.
 * Equal if all settings are, so that one session can serve all who mean the same account.
 */
public final class Credentials {
    private final Setting.Dialect dialect;
    private final EnumMap<Setting, String> values;

    /** @param values empty ones count as absent */
    Credentials(Setting.Dialect dialect, Map<Setting, String> values) {
        this.dialect = dialect;
        this.values = new EnumMap<>(Setting.class);
        values.forEach((setting, value) -> {
            if (value != null && !value.isBlank()) {
                this.values.put(setting, value.strip());
            }
        });
    }

    /** Credentials given one by one, as an endpoint's options do. */
    public static Credentials of(Map<Setting, String> values) {
        return new Credentials(Setting.Dialect.SWIFT, values);
    }

    /** The same with one setting given if it was absent; null gives none. */
    public Credentials orElse(Setting setting, String value) {
        if (value == null || values.containsKey(setting)) {
            return this;
        }
        Map<Setting, String> more = new EnumMap<>(values);
        more.put(setting, value);
        return new Credentials(dialect, more);
    }

    /** A setting, if it was made. */
    public Optional<String> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The first of these settings that was made. */
    Optional<String> first(Setting... settings) {
        for (Setting setting : settings) {
            if (values.containsKey(setting)) {
                return get(setting);
            }
        }
        return Optional.empty();
    }

    /** A setting that must be there. @throws BactrianException of kind USER_ERROR that names the variable */
    String require(Setting setting) {
        return get(setting).orElseThrow(() -> missing(nameOf(setting)));
    }

    /** What the user calls a setting. */
    String nameOf(Setting setting) {
        String name = setting.name(dialect);
        return name == null ? setting.name(Setting.Dialect.SWIFT) : name;
    }

    /** A number of the user's. @throws BactrianException of kind USER_ERROR if it is none above zero */
    public long number(Setting setting, long otherwise) {
        String text = values.get(setting);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BactrianException(ErrorKind.USER_ERROR, nameOf(setting) + " is " + text + ", not a number above zero",
                "Correct or unset it.");
    }

    /** An address of the user's. @throws BactrianException of kind USER_ERROR if it is none of http or https */
    public Optional<URI> address(Setting setting) {
        return get(setting).map(text -> Addresses.parse(text, nameOf(setting)));
    }

    /** Whether a switch is on: true, yes, on, 1. */
    public boolean isOn(Setting setting) {
        return get(setting).map(String::toLowerCase).filter(v -> v.matches("true|yes|on|1")).isPresent();
    }

    static BactrianException missing(String name) {
        return new BactrianException(ErrorKind.USER_ERROR, name + " is not set",
                "Set it, or source your cloud's RC file (OS_*), or name a cloud of clouds.yaml with OS_CLOUD.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials c && values.equals(c.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Who and where, without secrets: {@code writer of backup at http://keystone:5000/v3}. */
    @Override
    public String toString() {
        String who = first(Setting.USER_NAME, Setting.USER_ID, Setting.APPLICATION_NAME, Setting.APPLICATION_ID).orElse("a token");
        String project = first(Setting.PROJECT_NAME, Setting.PROJECT_NAME_NEW, Setting.PROJECT_ID, Setting.PROJECT_ID_NEW)
                .map(p -> " of " + p).orElse("");
        return who + project + " at " + first(Setting.AUTH_URL, Setting.PREAUTH_URL).map(Addresses::withoutSecrets).orElse("?");
    }
}
