package org.bactrian.posix;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.OptionalLong;

/** The numbers of user and group names, from wherever the system has them (files, LDAP, …). Thread-safe. */
public final class Accounts {
    /**
     * The calls behind it. Both results begin with two pointers, name and password, and then the number
     * ({@code struct passwd}, {@code struct group}).
     */
    interface C extends Library {
        C LIBRARY = Native.load(C.class); // of this process, which has the C library in it

        Pointer getpwnam(String name);

        Pointer getgrnam(String name);
    }

    private Accounts() {
    }

    /** The id of a user; empty if there is none of that name. */
    public static synchronized OptionalLong user(String name) {
        return number(C.LIBRARY.getpwnam(name));
    }

    /** The id of a group; empty if there is none of that name. */
    public static synchronized OptionalLong group(String name) {
        return number(C.LIBRARY.getgrnam(name));
    }

    private static OptionalLong number(Pointer account) {
        return account == null ? OptionalLong.empty()
                : OptionalLong.of(account.getInt(2L * Native.POINTER_SIZE) & 0xffffffffL);
    }
}
