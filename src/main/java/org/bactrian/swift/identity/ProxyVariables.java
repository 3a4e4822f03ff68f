package org.bactrian.swift.identity;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The variables by which Unix programs are told of a proxy, python-swiftclient among them: {@code https_proxy} and
 * {@code http_proxy} by the scheme of the address, in small letters or (the first only, for a web server may be made to set the
 * other) capital ones; {@code no_proxy} lists hosts and domains that are reached without one, {@code *} all.
 */
final class ProxyVariables {
    private final Map<String, String> environment;

    ProxyVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The proxy for an address, as {@link Setting#PROXY} takes it. */
    Optional<String> proxyFor(URI address) {
        boolean secure = "https".equals(address.getScheme());
        String proxy = secure ? either("https_proxy") : environment.get("http_proxy");
        if (proxy == null || proxy.isBlank() || isExempt(address.getHost())) {
            return Optional.empty();
        }
        return Optional.of(proxy.contains("://") ? proxy.strip() : "http://" + proxy.strip());
    }

    private boolean isExempt(String host) {
        String list = either("no_proxy");
        if (list == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            String domain = entry.replaceFirst(":[0-9]+$", "").replaceFirst("^\\.", "");
            if (domain.equals("*") || !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain))) {
                return true;
            }
        }
        return false;
    }

    private String either(String name) {
        String small = environment.get(name);
        return small != null ? small : environment.get(name.toUpperCase(Locale.ROOT));
    }
}
