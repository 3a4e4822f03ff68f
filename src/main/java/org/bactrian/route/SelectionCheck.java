package org.bactrian.route;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.HasTarget;
import org.bactrian.request.ReadRequest;
import org.bactrian.source.RawPath;
import org.bactrian.source.select.SelectionRules;

/**
 * Looks at selection rules before the routes are there, for what has to be asked before they start: a pattern that cannot be used shall cost
 * nobody a password. The route {@linkplain CompileSelection compiles them} once more.
 */
public final class SelectionCheck {
    private SelectionCheck() {
    }

    /**
     * Compiles the rules of a backup, restore or verification, if the request is one; lists from standard input are taken as empty.
     *
     * @param clock what intervals count back from
     * @param route the command's, as {@code restore}, whose rules are about paths in the archive
     * @throws BactrianException as {@link SelectionRules#compile}
     */
    public static void check(Object request, Clock clock, String route) {
        if (request instanceof BackupRequest backup) {
            check(backup, backup.selection(), RawPath.bytes(Path.of(backup.source())), clock);
        } else if (request instanceof ReadRequest read && read.folder() != null) {
            check(read, read.selection(), route.equals("restore") ? SelectionRules.RELATIVE : RawPath.bytes(read.folder()), clock);
        }
    }

    private static void check(HasTarget request, SelectionOptions options, byte[] root, Clock clock) {
        String separator = request.target().separator();
        try {
            new RequestedSelection(clock, ZoneId.systemDefault(), separator == null ? ':' : separator.charAt(0),
                    InputStream.nullInputStream()).compile(options, root, notice -> { });
        } catch (BactrianException e) {
            boolean more = options.rules().stream().anyMatch(rule -> rule.option().endsWith("-stdin"));
            if (e.kind() != ErrorKind.SELECTION_REDUNDANT || !more) {
                throw e;
            }
        }
    }
}
