package org.bactrian.chain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.Duplicity;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.bactrian.chain.TimeExpression;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real duplicity says and leaves on the same stores. */
@NeedsPeer("duplicity")
class RetentionIT {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir
    private Path temp;

    static Stream<Arguments> cases() {
        List<List<String>> stores = Stream.of(StoreListing.plain(), StoreListing.plain().full(1).increment(1, 2),
                StoreListing.plain().full(1).increment(1, 2).full(3).increment(3, 4).full(5).increment(5, 6),
                StoreListing.plain().full(1).full(2), StoreListing.plain().full(1).increment(1, 5).full(3)).map(StoreListing::names).toList();
        List<List<String>> commands = List.of(List.of("remove-older-than", "2024-01-05"), List.of("remove-older-than", "2024-01-09"),
                List.of("remove-all-but-n-full", "1"), List.of("remove-all-but-n-full", "2"), List.of("remove-all-inc-of-but-n-full", "1"),
                List.of("cleanup"));
        return stores.stream().flatMap(store -> commands.stream().map(command -> Arguments.of(command, store)));
    }

    private static RetentionPlan plan(List<String> command, Retention retention) {
        return switch (command.get(0)) {
            case "remove-older-than" -> retention.removeOlderThan(TimeExpression.parse(command.get(1), Clock.systemUTC(), UTC, ':'));
            case "remove-all-but-n-full" -> retention.removeAllButNFull(Integer.parseInt(command.get(1)));
            case "remove-all-inc-of-but-n-full" -> retention.removeAllIncOfButNFull(Integer.parseInt(command.get(1)));
            default -> retention.cleanup();
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysAndLeavesWhatDuplicityDoes(List<String> command, List<String> names) throws Exception {
        Duplicity duplicity = new Duplicity(temp, Map.of()).holding(names);
        List<String> archive = command.get(0).equals("cleanup") ? names.stream().filter(name -> !name.contains(".vol")).toList() : List.of();
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), archive);
        RetentionPlan plan = plan(command, new Retention(collection, archive, NameScheme.standard(), Instant.now(), UTC));
        for (boolean force : new boolean[] {false, true}) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of(duplicity.url(), "--no-encryption"));
            if (force) {
                arguments.add("--force");
            }
            List<String> theirs = duplicity.run(arguments.toArray(String[]::new)).output();
            int last = theirs.stream().map(line -> line.startsWith("Last full backup date")).toList().lastIndexOf(true);
            assertThat(plan.lines(force)).isEqualTo(theirs.subList(last + 1, theirs.size()));
        }
        List<String> left = new ArrayList<>(names);
        left.removeAll(plan.objects());
        assertThat(duplicity.names()).isEqualTo(left.stream().sorted().toList());
    }

    static Stream<Arguments> rubbish() {
        return Stream.of(Arguments.of(StoreListing.plain().full(1).increment(2, 3).increment(3, 4).names()),
                Arguments.of(StoreListing.plain().full(1).volumes(SetId.full(StoreListing.day(2)), 1).names()),
                Arguments.of(StoreListing.plain().full(1).increment(2, 3).volumes(StoreListing.id(1, 5), 1, 2).signatures(StoreListing.id(8, 9)).names()));
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void cleansUpWhatDuplicityCleansUp(List<String> names) throws Exception {
        Duplicity duplicity = new Duplicity(temp, Map.of()).holding(names);
        RetentionPlan plan = new Retention(BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), List.of()), List.of(),
                NameScheme.standard(), Instant.now(), UTC).cleanup();
        List<String> theirs = duplicity.run("cleanup", duplicity.url(), "--no-encryption").output();
        int found = theirs.indexOf(plan.lines(false).get(0));
        assertThat(theirs.subList(found, theirs.size())).containsExactlyInAnyOrderElementsOf(plan.lines(false));
        duplicity.run("cleanup", duplicity.url(), "--no-encryption", "--force");
        List<String> left = new ArrayList<>(names);
        left.removeAll(plan.objects());
        assertThat(duplicity.names()).isEqualTo(left.stream().sorted().toList());
    }
}
