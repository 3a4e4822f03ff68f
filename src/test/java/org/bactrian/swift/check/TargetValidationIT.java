package org.bactrian.swift.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bactrian.store.check.CheckResult.Outcome;
import org.bactrian.store.check.CheckResult;
import org.bactrian.swift.Cluster;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.SwiftUrl;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance suite on a real Swift: it can do everything, and nothing of ours stays behind. */
@NeedsPeer("openstack")
class TargetValidationIT {
    @ParameterizedTest
    @CsvSource({"v1, swift://conformance-v1", "v3, swift://conformance-v3/with/prefix"})
    void theRealSwiftIsSound(String env, String target) {
        SwiftAccount account = SwiftAccount.of(Cluster.credentials(env));
        SwiftUrl url = SwiftUrl.parse(target);
        List<CheckResult> seen = new ArrayList<>();
        List<CheckResult> results = new TargetValidation(account, url, "it", 8_000_000).run(seen::add);
        assertThat(results).hasSizeGreaterThan(45).isEqualTo(seen);
        assertThat(results).allSatisfy(r -> assertThat(r.outcome()).as(r.toString()).isEqualTo(Outcome.OK));
        SwiftClient client = new SwiftClient(account);
        assertThat(client.headContainer(url.container())).isEmpty();
        assertThat(client.listContainers(Map.of("prefix", url.container()))).isEmpty();
    }
}
