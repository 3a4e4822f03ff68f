package org.bactrian.store;

/**
 * The message headers of the store contract. A store is five routes, {@code direct:SCHEME-put}, {@code -get},
 * {@code -list}, {@code -stat} and {@code -delete}; SCHEME is that of the target URL.
 *
 * <table>
 * <caption>what each route takes and gives</caption>
 * <tr><th>route</th><th>takes</th><th>gives</th></tr>
 * <tr><td>put</td><td>{@link #TARGET}, {@link #OBJECT}, {@link #LENGTH}, {@link #MD5}, perhaps {@link #IF_NEW};
 *     body: the sealed bytes as a stream that can be read again (a Camel StreamCache or a {@link org.bactrian.seal.SealedInput})</td>
 *     <td>returns only when the store has confirmed that very length and checksum; else raises. With {@link #IF_NEW} an object that is
 *     there stays as it is: raises OBJECT_EXISTS; nor is a missing container or folder made. Of several at once one succeeds, if the
 *     store can do that</td></tr>
 * <tr><td>get</td><td>{@link #TARGET}, {@link #OBJECT}</td><td>body: {@link java.io.InputStream} of the object, read
 *     once, closed by the receiver; fails at its end if length or checksum are not those the store named. No such object: raises
 *     STORE_NOT_FOUND</td></tr>
 * <tr><td>list</td><td>{@link #TARGET}</td><td>body: {@code List<StoredObject>} directly below the target, all pages, in
 *     any order. Container or folder missing: raises STORE_NOT_FOUND unless {@link #CREATE} is true, then it is made
 *     and the list is empty</td></tr>
 * <tr><td>stat</td><td>{@link #TARGET}, {@link #OBJECT}</td><td>body: {@link StoredObject}, or null if there is none</td></tr>
 * <tr><td>delete</td><td>{@link #TARGET}, {@link #OBJECT}</td><td>nothing; an object that is not there is no error</td></tr>
 * </table>
 *
 * Every failure is a {@link org.bactrian.error.BactrianException} that names the target, the object and the operation,
 * and says by {@code isRetryable} whether the routes' error handling should try again.
 */
public final class StoreHeaders {
    /** The target URL as typed, without secrets: {@code file:///srv/backup}, {@code swift://container/prefix}. */
    public static final String TARGET = "BactrianTarget";
    /** The object's name relative to the target; never contains a slash. */
    public static final String OBJECT = "BactrianObject";
    /** The number of sealed bytes, a Long. */
    public static final String LENGTH = "BactrianLength";
    /** Lower-case hex MD5 of the sealed bytes. */
    public static final String MD5 = "BactrianMd5";
    /** Lower-case hex SHA-1 of the sealed bytes. */
    public static final String SHA1 = "BactrianSha1";
    /** For list: Boolean, make the container or folder if it is missing (a backup may, a reader may not). */
    public static final String CREATE = "BactrianCreate";

    /** For put: Boolean, only if there is no object of that name. Absent for no. */
    public static final String IF_NEW = "BactrianIfNew";

    /**
     * Exchange property for a store's own checks, {@code direct:SCHEME-validate}, which a store may have: a
     * {@code Consumer} that takes each {@link org.bactrian.store.check.CheckResult} as it comes.
     */
    public static final String CHECKS = "BactrianChecks";

    private StoreHeaders() {
    }
}
