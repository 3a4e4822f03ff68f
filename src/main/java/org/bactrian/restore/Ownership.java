package org.bactrian.restore;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.bactrian.posix.Accounts;
import org.bactrian.source.Entry;

/**
 * Who shall own a restored entry: the archive's user and group <em>names</em> where this machine knows them, else the
 * numbers (spec 7.6). Each name is looked up once. Thread-safe.
 */
public final class Ownership {
    private final boolean numeric;
    private final Map<String, OptionalLong> users = new HashMap<>();
    private final Map<String, OptionalLong> groups = new HashMap<>();

    /** @param numeric use the numbers always ({@code --numeric-owner}) */
    public Ownership(boolean numeric) {
        this.numeric = numeric;
    }

    /** The user id for an entry. */
    public synchronized long uid(Entry entry) {
        return numeric || entry.userName().isEmpty() ? entry.uid()
                : users.computeIfAbsent(entry.userName(), Accounts::user).orElse(entry.uid());
    }

    /** The group id for an entry. */
    public synchronized long gid(Entry entry) {
        return numeric || entry.groupName().isEmpty() ? entry.gid()
                : groups.computeIfAbsent(entry.groupName(), Accounts::group).orElse(entry.gid());
    }
}
