package org.bactrian.swift.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bactrian.error.BactrianException;

/**
 * Finds the settings of the account: duplicity's {@code SWIFT_*} variables if they name a server, else the
 * {@code OS_*} ones of an OpenStack RC file, else the cloud of clouds.yaml that {@code OS_CLOUD} names.
 */
public final class CredentialSource {
    private final Map<String, String> environment;
    private final UnaryOperator<String> prompt;

    /**
     * @param environment the variables of the process
     * @param prompt      asks the user for the password of the account whose name it is given; null if nobody can be asked. It
     *                    is asked only if address and user are there, and gives null for no answer
     */
    public CredentialSource(Map<String, String> environment, UnaryOperator<String> prompt) {
        this.environment = environment;
        this.prompt = prompt;
    }

    /** @throws BactrianException of kind USER_ERROR that names the variable or file if no account is described */
    public Credentials load() {
        Credentials found = withProxy(find());
        boolean passwordWanted = found.first(Setting.PASSWORD, Setting.PREAUTH_TOKEN, Setting.APPLICATION_SECRET).isEmpty();
        boolean complete = found.get(Setting.AUTH_URL).isPresent() && found.first(Setting.USER_NAME, Setting.USER_ID).isPresent();
        return passwordWanted && complete && prompt != null ? found.orElse(Setting.PASSWORD, prompt.apply(found.toString())) : found;
    }

    /** Of several addresses the login's decides. */
    private Credentials withProxy(Credentials found) {
        return found.address(Setting.AUTH_URL).or(() -> found.address(Setting.PREAUTH_URL))
                .flatMap(new ProxyVariables(environment)::proxyFor)
                .map(proxy -> found.orElse(Setting.PROXY, proxy)).orElse(found);
    }

    private Credentials find() {
        if (isSet("SWIFT_AUTHURL") || isSet("SWIFT_PREAUTHURL")) {
            return read(Setting.Dialect.SWIFT);
        }
        if (isSet("OS_AUTH_URL")) {
            return read(Setting.Dialect.OPENSTACK).orElse(Setting.VERSION, openstackVersion());
        }
        if (isSet("OS_CLOUD")) {
            return new CloudsYaml(environment).cloud(environment.get("OS_CLOUD"));
        }
        throw Credentials.missing("SWIFT_AUTHURL");
    }

    private Credentials read(Setting.Dialect dialect) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String name = setting.name(dialect);
            String value = name == null ? null : environment.get(name);
            values.put(setting, value != null || !isTransport(setting) ? value : transport(setting));
        }
        return new Credentials(dialect, values);
    }

    /** How to reach the server may be said in either dialect. */
    private String transport(Setting setting) {
        String ours = environment.get(setting.name(Setting.Dialect.SWIFT));
        String other = setting.name(Setting.Dialect.OPENSTACK);
        return ours != null || other == null ? ours : environment.get(other);
    }

    private static boolean isTransport(Setting setting) {
        return setting.compareTo(Setting.STORAGE_POLICY) >= 0 && setting != Setting.VERIFY;
    }

    private String openstackVersion() {
        String old = environment.get("OS_AUTH_VERSION");
        if (old != null && !old.isBlank()) {
            return old;
        }
        return environment.get("OS_AUTH_URL").matches(".*/v2\\.0/*") ? "2" : "3";
    }

    private boolean isSet(String name) {
        String value = environment.get(name);
        return value != null && !value.isBlank();
    }
}
