package org.bactrian.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.log.RunLog;
import org.bactrian.source.EntryName;
import org.bactrian.verify.Difference;
import org.bactrian.verify.VerifyListener;
import org.bactrian.verify.VerifyResult;

/**
 * Says what a comparison finds, as duplicity does (spec 7.5), or as one JSON object a line:
 *
 * <table>
 * <caption>objects, by their field {@code type}</caption>
 * <tr><td>{@code difference}</td><td>{@code path}, {@code kind} (new, missing, type, permissions, mtime, data, target,
 *     numbers), {@code found} and {@code expected} (absent if the kind says it all)</td></tr>
 * <tr><td>{@code verify}</td><td>the last: {@code compared}, {@code differences}, {@code errors}</td></tr>
 * </table>
 */
final class VerifyReport implements VerifyListener {
    private final RunLog log;
    private final boolean json;

    VerifyReport(RunLog log, boolean json) {
        this.log = log;
        this.json = json;
    }

    @Override
    public void different(Difference difference) {
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "difference").put("path", difference.path())
                    .put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
            if (!difference.found().isEmpty() || !difference.expected().isEmpty()) {
                object.put("found", difference.found()).put("expected", difference.expected());
            }
            log.result(Level.NOTICE, Code.GENERIC, "", object.toString());
        } else {
            log.notice("Difference found: " + difference.text());
        }
    }

    @Override
    public void incomparable(EntryName name, String reason, boolean told) {
        String shown = name.isRoot() ? "." : NameText.of(name.toBytes());
        log.say(told ? Level.INFO : Level.WARNING, Code.WARNING_CANNOT_READ, NameText.quoted(name.toBytes()),
                "Error comparing " + shown + ": " + reason);
    }

    /** The last line. */
    void complete(VerifyResult result) {
        if (json) {
            log.result(Level.NOTICE, Code.GENERIC, "", JsonNodeFactory.instance.objectNode().put("type", "verify")
                    .put("compared", result.compared()).put("differences", result.differences()).put("errors", result.errors()).toString());
        } else {
            log.notice(result.text());
        }
    }
}
