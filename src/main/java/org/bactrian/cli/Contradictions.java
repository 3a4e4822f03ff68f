package org.bactrian.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.cli.option.SealGroup;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.TargetOptions.Prefixes;
import org.bactrian.store.Target;

/** Options that cannot be meant together, or not with this command. */
final class Contradictions {
    private Contradictions() {
    }

    /** @throws org.bactrian.error.BactrianException of kind USAGE for the first that is found */
    static void check(Invocation invocation) {
        OptionSet options = invocation.options();
        names(options);
        seal(options.seal);
        rules(options.selection.selection().rules());
        command(invocation.command(), options);
        List<String> words = invocation.words();
        if (invocation.command() == Command.REPLICATE && Target.of(words.get(0)).equals(Target.of(words.get(1)))) {
            throw Misuse.of("both URLs of replicate are " + words.get(0));
        }
    }

    private static void names(OptionSet options) {
        String separator = options.target.timeSeparator;
        if (separator != null && separator.equals("-")) {
            throw Misuse.of("Dash ('-') not valid for time-separator.");
        }
        if (separator != null && (separator.length() != 1 || separator.charAt(0) > '~' || separator.charAt(0) <= ' '
                || separator.equals("/"))) {
            throw Misuse.of("option --time-separator: takes one character, not '" + separator + "'");
        }
        if (options.target.contradicts()) {
            throw Misuse.of("--old-filenames and --short-filenames cannot be used together");
        }
        Prefixes prefixes = options.target.prefixes();
        if (Stream.of(prefixes.all(), prefixes.archive(), prefixes.manifest(), prefixes.signature(), prefixes.jsonstat())
                .anyMatch(prefix -> prefix.contains("/"))) {
            throw Misuse.of("option --file-prefix: a prefix is the beginning of a name and has no '/'", "Put folders into the URL.");
        }
        String name = options.target.name;
        if (name != null && (name.isEmpty() || name.startsWith("/") || List.of(name.split("/")).contains(".."))) {
            throw Misuse.of("option --name: '" + name + "' cannot be the name of a folder");
        }
    }

    /** duplicity lets --no-encryption win in silence. */
    private static void seal(SealGroup seal) {
        if ("".equals(seal.signKey) || seal.encryptKeys.contains("") || seal.hiddenKeys.contains("")) {
            throw Misuse.of("a key is named by nothing", "Give --encrypt-key or --sign-key an id or an address; an unset variable may be the cause.");
        }
        if (seal.noCompression && seal.compressLevel != null) {
            throw Misuse.of("--no-compression and --compress-level cannot be used together");
        }
        if (seal.noEncryption && (seal.hasRecipients() || seal.signKey != null)) {
            throw Misuse.of("--no-encryption cannot be used with a key to encrypt to or to sign with",
                    "Leave out either.");
        }
    }

    /** Of the same pattern, included and excluded, duplicity silently passes over the second. */
    private static void rules(List<BackupRequest.SelectionOptions.Rule> rules) {
        if (rules.stream().anyMatch(rule -> rule.option().equals("--exclude-if-present") && rule.argument().isEmpty())) {
            throw Misuse.of("option --exclude-if-present: an empty name would exclude every folder");
        }
        if (rules.stream().anyMatch(rule -> rule.option().startsWith("--filter-"))) {
            return; // which may give the same words another meaning
        }
        Map<String, String> seen = new HashMap<>();
        for (BackupRequest.SelectionOptions.Rule rule : rules) {
            String kind = rule.option().replaceFirst("^--(include|exclude)", "");
            String before = rule.argument().isEmpty() ? null : seen.putIfAbsent(kind + "=" + rule.argument(), rule.option());
            if (before != null && !before.equals(rule.option())) {
                throw Misuse.of(before + " and " + rule.option() + " of the same thing: " + rule.argument(),
                        "The first would decide; leave out the other.");
            }
        }
    }

    /** As duplicity 3.1 (spec 7.6). */
    private static void restore(OptionSet options) {
        for (BackupRequest.SelectionOptions.Rule rule : options.selection.selection().rules()) {
            if (options.read.path != null) {
                throw Misuse.of(rule.option() + " cannot be used with --path-to-restore", "Name the path with --include instead.");
            }
            if (rule.option().equals("--exclude-if-present") || rule.option().equals("--exclude-other-filesystems")) {
                throw Misuse.of(rule.option() + " cannot be used with restore, which looks at no file system", "Use --exclude.");
            }
        }
    }

    private static void command(Command command, OptionSet options) {
        if (command.shape() == Shape.SOURCE_URL && options.read.path != null) {
            throw Misuse.of("restore option incompatible with " + command.word() + " backup");
        }
        if (command == Command.RESTORE) {
            restore(options);
        }
        if (command == Command.VALIDATE_TARGET && options.run.dryRun) {
            throw Misuse.of("--dry-run cannot be used with " + command.word() + ", which proves a store by writing to it");
        }
        if (command == Command.REMOVE && options.keep.rules().isEmpty()) {
            throw Misuse.of("remove needs a keep rule, or it would remove everything",
                    "Give --keep-last, --keep-hourly, --keep-daily, --keep-weekly, --keep-monthly, --keep-yearly or --keep-within.");
        }
        if (command != Command.REMOVE && !options.keep.rules().isEmpty()) {
            throw Misuse.of("keep rules cannot be used with " + command.word(), "They belong to the command remove.");
        }
        if (options.status.fileChanged != null && options.status.changesInSet != null) {
            throw Misuse.of("--file-changed and --show-changes-in-set cannot be used together");
        }
        if (command == Command.COLLECTION_STATUS && options.status.changesInSet != null && options.status.changesInSet < 0
                && !options.run.jsonstat) {
            throw Misuse.of("option --show-changes-in-set: -1 needs --jsonstat");
        }
    }
}
