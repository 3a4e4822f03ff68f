package org.bactrian.swift.camel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.openstack.swift.SwiftEndpoint;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.http.HttpTransport;
import org.bactrian.swift.http.TransportSettings;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.swift.identity.Setting;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.ProxyHost;

/** Finds the account that a call means. The same credentials give the same account, and so the same session. Thread-safe. */
final class SwiftAccounts {
    /** The account of the process's environment, unless the registry has one of that name. */
    static final String ENVIRONMENT = "environment";

    private final Map<Credentials, SwiftClient> byCredentials = new ConcurrentHashMap<>();
    private final Map<SwiftAccount, SwiftClient> byAccount = new ConcurrentHashMap<>();

    private SwiftClient environment; // guarded by this

    /** The account that an endpoint describes by its options. */
    SwiftClient described(SwiftEndpoint endpoint) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.put(Setting.VERSION, "V2".equals(endpoint.getApiVersion()) ? "2" : "3");
        values.put(Setting.AUTH_URL, endpoint.getHost());
        values.put(Setting.USER_NAME, endpoint.getUsername());
        values.put(Setting.PASSWORD, endpoint.getPassword());
        values.put(Setting.PROJECT_ID, endpoint.getProject());
        values.put(Setting.USER_DOMAIN_NAME, endpoint.getDomain());
        Config config = endpoint.getConfig();
        return byCredentials.computeIfAbsent(Credentials.of(values), c -> new SwiftClient(config == null ? SwiftAccount.of(c)
                : new SwiftAccount(c, transport(config), InstantSource.system())));
    }

    /** The account of that name: a {@link SwiftAccount} or {@link Credentials} bean, or the environment's. */
    SwiftClient named(String name, CamelContext context) {
        Object bean = context.getRegistry().lookupByName(name);
        if (bean instanceof SwiftAccount account) {
            return byAccount.computeIfAbsent(account, SwiftClient::new);
        }
        if (bean instanceof Credentials credentials) {
            return byCredentials.computeIfAbsent(credentials, c -> new SwiftClient(SwiftAccount.of(c)));
        }
        if (ENVIRONMENT.equals(name)) {
            return environment();
        }
        throw new BactrianException(ErrorKind.USER_ERROR, "There is no Swift account named " + name,
                "Bind a SwiftAccount under that name, or use the account named environment.");
    }

    private synchronized SwiftClient environment() {
        if (environment == null) {
            environment = new SwiftClient(SwiftAccount.of(new CredentialSource(System.getenv(), null).load()));
        }
        return environment;
    }

    private static HttpTransport transport(Config config) {
        TransportSettings base = TransportSettings.DEFAULT;
        ProxyHost proxy = config.getProxy();
        TransportSettings settings = new TransportSettings(
                config.getConnectTimeout() > 0 ? Duration.ofMillis(config.getConnectTimeout()) : base.connectTimeout(),
                config.getReadTimeout() > 0 ? Duration.ofMillis(config.getReadTimeout()) : base.silence(),
                null, null, null, config.isIgnoreSSLVerification(),
                proxy == null ? null : java.net.InetSocketAddress.createUnresolved(proxy.getRawHost(), proxy.getPort()));
        try {
            return config.getSslContext() == null ? new HttpTransport(settings) : new HttpTransport(settings, config.getSslContext());
        } catch (java.io.IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The endpoint's config cannot be used: " + e.getMessage(), "Check it.", e);
        }
    }
}
