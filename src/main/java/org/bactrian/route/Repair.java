package org.bactrian.route;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.SetTies;

/** What a repair has found, done and could not do. Made by {@link BeginRepair}; one thread. */
final class Repair {
    private static final String PROPERTY = "BactrianRepair";

    private final Map<SetId, SurveyedSet> sets = new TreeMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** What becomes of a damage. */
    enum State {
        /** It would be mended, if the run were to act. */
        MENDABLE,
        /** It was. */
        MENDED,
        /** It cannot be. */
        LOST
    }

    /**
     * One damage.
     *
     * @param object the object on the store
     * @param state  what becomes of it
     * @param reason what it is, and what is done about it
     */
    record Outcome(String object, State state, String reason) {
        @Override
        public String toString() {
            return state.name().toLowerCase(Locale.ROOT) + " store " + object + ": " + reason;
        }
    }

    /** A set, and what its manifest and signatures turned out to be. */
    static final class SurveyedSet {
        private final BackupSet set;
        private Manifest manifest;
        private SetObject signatures;
        private String signaturesHash;
        private String manifestFault = "is not there";
        private String signaturesFault = "are not there";

        SurveyedSet(BackupSet set) {
            this.set = set;
            this.signatures = set.signatures().orElse(null);
        }

        BackupSet set() {
            return set;
        }

        /** The manifest; null if it is lost or cannot be read. */
        Manifest manifest() {
            return manifest;
        }

        void manifest(Manifest read) {
            manifest = read;
            manifestFault = null;
        }

        /** What is wrong with the manifest; null if nothing is. */
        String manifestFault() {
            return manifestFault;
        }

        void manifestFault(String why) {
            manifestFault = why;
        }

        /** What is wrong with the signatures; null if nothing is. */
        String signaturesFault() {
            return signaturesFault;
        }

        void signaturesFault(String why) {
            signaturesFault = why;
        }

        /** The signatures, if nothing is wrong with them. */
        Optional<SetObject> signatures() {
            return signaturesFault == null ? Optional.of(signatures) : Optional.empty();
        }

        /** Takes what the signatures are, SHA-256 before they are sealed, lower-case hex. */
        void signaturesHash(String sha256) {
            signaturesHash = sha256;
        }

        /** What ties the set's objects together, for its manifest. */
        SetTies ties() {
            return new SetTies(Optional.of(set.id()), Optional.ofNullable(signaturesFault == null ? signaturesHash : null));
        }

        /** Takes those made anew. */
        void signatures(SetObject stored) {
            signatures = stored;
            signaturesFault = null;
        }
    }

    Repair(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    static Repair of(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(PROPERTY, Repair.class), "after the step beginRepair only");
    }

    void add(SurveyedSet set) {
        sets.put(set.set().id(), set);
    }

    /** By time. */
    List<SurveyedSet> sets() {
        return List.copyOf(sets.values());
    }

    Optional<SurveyedSet> set(SetId id) {
        return Optional.ofNullable(sets.get(id));
    }

    /** The sets that one builds on, the full first, and itself last; empty if one of them is not there. */
    List<SurveyedSet> line(SetId id) {
        Deque<SurveyedSet> line = new ArrayDeque<>();
        Optional<SurveyedSet> at = set(id);
        while (at.isPresent()) {
            line.addFirst(at.get());
            Optional<Instant> start = at.get().set().id().start();
            if (start.isEmpty()) {
                return List.copyOf(line);
            }
            Instant before = at.get().set().time();
            at = sets.values().stream().filter(base -> base.set().time().equals(start.get()) && base.set().time().isBefore(before)).findFirst();
        }
        return List.of();
    }

    void note(String object, State state, String reason) {
        outcomes.add(new Outcome(object, state, reason));
    }

    /** Everything noted, in the order in which it was. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
