package org.bactrian.job.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of Camel's property functions are there. One that is not there must never be asked for: Camel would take what stands behind the colon
 * for the value of a property that is not set, and the name of a secret would be the secret.
 */
final class PropertyFunctions {
    /** Those of camel-base. */
    private static final Set<String> CORE = Set.of("env", "sys", "service");
    /** Those of vaults, and what brings them. */
    private static final Map<String, String> ARTIFACTS = Map.of("hashicorp", "camel-hashicorp-vault", "aws", "camel-aws-secrets-manager",
            "azure", "camel-azure-key-vault", "gcp", "camel-google-secret-manager", "secret", "camel-kubernetes", "configmap", "camel-kubernetes");
    /** Where Camel looks for them on the class path. */
    private static final String SERVICES = "META-INF/services/org/apache/camel/properties-function/";

    private PropertyFunctions() {
    }

    /** Why a function cannot be asked; empty if it can. @param reference <code>{{FUNCTION:…}}</code> */
    static Optional<String> missing(String reference) {
        String name = reference.substring(2, reference.indexOf(':'));
        if (CORE.contains(name) || PropertyFunctions.class.getClassLoader().getResource(SERVICES + name) != null) {
            return Optional.empty();
        }
        return Optional.of(ARTIFACTS.containsKey(name)
                ? "the function '" + name + "' comes with " + ARTIFACTS.get(name) + ", which is not in lib/service"
                : "there is no property function '" + name + "'");
    }
}
