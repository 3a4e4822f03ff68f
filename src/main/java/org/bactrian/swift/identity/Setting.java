package org.bactrian.swift.identity;

/**
 * What can be said about an account, and its three names: duplicity's variable (spec 11), that of an OpenStack RC file
 * and the path in clouds.yaml. Null where a dialect has no word for it.
 */
public enum Setting {
    VERSION("SWIFT_AUTHVERSION", "OS_IDENTITY_API_VERSION", "identity_api_version"),
    AUTH_TYPE(null, "OS_AUTH_TYPE", "auth_type"),
    AUTH_URL("SWIFT_AUTHURL", "OS_AUTH_URL", "auth.auth_url"),
    USER_NAME("SWIFT_USERNAME", "OS_USERNAME", "auth.username"),
    USER_ID("SWIFT_USERID", "OS_USER_ID", "auth.user_id"),
    PASSWORD("SWIFT_PASSWORD", "OS_PASSWORD", "auth.password"),
    PROJECT_NAME("SWIFT_TENANTNAME", "OS_PROJECT_NAME", "auth.project_name"),
    PROJECT_ID("SWIFT_TENANTID", "OS_PROJECT_ID", "auth.project_id"),
    PROJECT_NAME_NEW("SWIFT_PROJECT_NAME", "OS_TENANT_NAME", "auth.tenant_name"),
    PROJECT_ID_NEW("SWIFT_PROJECT_ID", "OS_TENANT_ID", "auth.tenant_id"),
    USER_DOMAIN_NAME("SWIFT_USER_DOMAIN_NAME", "OS_USER_DOMAIN_NAME", "auth.user_domain_name"),
    USER_DOMAIN_ID("SWIFT_USER_DOMAIN_ID", "OS_USER_DOMAIN_ID", "auth.user_domain_id"),
    PROJECT_DOMAIN_NAME("SWIFT_PROJECT_DOMAIN_NAME", "OS_PROJECT_DOMAIN_NAME", "auth.project_domain_name"),
    PROJECT_DOMAIN_ID("SWIFT_PROJECT_DOMAIN_ID", "OS_PROJECT_DOMAIN_ID", "auth.project_domain_id"),
    DEFAULT_DOMAIN_NAME(null, "OS_DEFAULT_DOMAIN_NAME", "auth.default_domain_name"),
    DEFAULT_DOMAIN_ID(null, "OS_DEFAULT_DOMAIN", "auth.default_domain"),
    SCOPE_DOMAIN_NAME(null, "OS_DOMAIN_NAME", "auth.domain_name"),
    SCOPE_DOMAIN_ID(null, "OS_DOMAIN_ID", "auth.domain_id"),
    SCOPE_SYSTEM(null, "OS_SYSTEM_SCOPE", "auth.system_scope"),
    APPLICATION_ID("SWIFT_APPLICATION_CREDENTIAL_ID", "OS_APPLICATION_CREDENTIAL_ID", "auth.application_credential_id"),
    APPLICATION_NAME("SWIFT_APPLICATION_CREDENTIAL_NAME", "OS_APPLICATION_CREDENTIAL_NAME",
            "auth.application_credential_name"),
    APPLICATION_SECRET("SWIFT_APPLICATION_CREDENTIAL_SECRET", "OS_APPLICATION_CREDENTIAL_SECRET",
            "auth.application_credential_secret"),
    REGION("SWIFT_REGIONNAME", "OS_REGION_NAME", "region_name"),
    INTERFACE("SWIFT_ENDPOINT_TYPE", "OS_INTERFACE", "interface"),
    INTERFACE_OLD(null, "OS_ENDPOINT_TYPE", "endpoint_type"),
    /** Used instead of the catalogue's address, with the login's token. */
    STORAGE_URL("SWIFT_STORAGEURL", "OS_STORAGE_URL", "object_store_endpoint_override"),
    /** With {@link #PREAUTH_TOKEN}: no login at all. */
    PREAUTH_URL("SWIFT_PREAUTHURL", null, "auth.endpoint"),
    PREAUTH_TOKEN("SWIFT_PREAUTHTOKEN", "OS_AUTH_TOKEN", "auth.token"),
    STORAGE_POLICY("SWIFT_STORAGEPOLICY", null, null),
    CA_FILE("SWIFT_CACERT", "OS_CACERT", "cacert"),
    CLIENT_CERT("SWIFT_CERT", "OS_CERT", "cert"),
    CLIENT_KEY("SWIFT_KEY", "OS_KEY", "key"),
    INSECURE("SWIFT_INSECURE", "OS_INSECURE", "insecure"),
    VERIFY(null, null, "verify"),
    PROXY("SWIFT_PROXY", null, null),
    /** Seconds until a connection must stand. */
    CONNECT_TIMEOUT("SWIFT_CONNECT_TIMEOUT", null, null),
    /** Seconds a server may be silent. */
    READ_TIMEOUT("SWIFT_TIMEOUT", null, "api_timeout"),
    /** Bytes above which an object is stored in segments. */
    SEGMENT_SIZE("SWIFT_SEGMENT_SIZE", null, null);

    private final String swift;
    private final String openstack;
    private final String clouds;

    Setting(String swift, String openstack, String clouds) {
        this.swift = swift;
        this.openstack = openstack;
        this.clouds = clouds;
    }

    /** Its name in a dialect, or null. */
    String name(Dialect dialect) {
        return switch (dialect) {
            case SWIFT -> swift;
            case OPENSTACK -> openstack;
            case CLOUDS -> clouds;
        };
    }

    /** The three ways to write settings down. */
    enum Dialect {
        SWIFT, OPENSTACK, CLOUDS
    }
}
