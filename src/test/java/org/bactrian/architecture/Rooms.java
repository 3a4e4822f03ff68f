package org.bactrian.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * The rooms of the program, from the bottom up. A class may use its own room and those on the floors below it, never one
 * above or beside it: so that each can be read, tested and reused without what stands on it.
 */
final class Rooms {
    static final String ROOT = "org.bactrian.";

    private static final List<Set<String>> FLOORS = List.of(
            Set.of("error", "log"),
            Set.of("seal", "posix"),
            Set.of("rsync", "source", "pgp", "store"),
            Set.of("swift", "volume", "request"),
            Set.of("chain"),
            Set.of("backup", "restore", "verify", "benchmark"),
            Set.of("route"),
            // a run of a job is an exchange on the routes: the service stands on them
            Set.of("job"),
            Set.of("cli"),
            // another application gives its words to the command line's reader
            Set.of("embed"));

    private Rooms() {
    }

    /** The room a class is in, without its inner rooms: {@code swift} for {@code org.bactrian.swift.http.Digests}. */
    static String of(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
    }

    private static int floor(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a class of one room may use a class of another; rooms without a floor may not use nor be used. */
    static boolean mayUse(String from, String to) {
        return from.equals(to) || floor(to) >= 0 && floor(to) < floor(from);
    }

    /** Fulfilled by a class in a known room whose arrows into other rooms all go down. */
    static ArchCondition<JavaClass> useOnlyWhatIsBelow() {
        return new ArchCondition<>("use only rooms on the floors below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = of(type);
                if (floor(from) < 0) {
                    String message = "%s is in room '%s', which has no floor in %s".formatted(type.getName(), from, Rooms.class);
                    events.add(SimpleConditionEvent.violated(type, message));
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String to = of(dependency.getTargetClass());
                    if (!to.isEmpty() && !mayUse(from, to)) {
                        String message = "'%s' is not above '%s': %s".formatted(from, to, dependency.getDescription());
                        events.add(SimpleConditionEvent.violated(type, message));
                    }
                }
            }
        };
    }
}
