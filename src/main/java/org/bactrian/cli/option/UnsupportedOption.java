package org.bactrian.cli.option;

import java.util.List;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * duplicity's options that do not exist here, each with the reason and what to use instead. None is passed over in silence:
 * most are refused; the few that change nothing about the backup are taken with a word of warning, so that old scripts run.
 */
public enum UnsupportedOption {
    CONFIG_DIR(1, "it has no effect in duplicity either", "leave it out", "--config-dir"),
    ENCRYPT_SECRET_KEYRING(1, "it has no effect in duplicity either", "use --gnupg-home or --key-file",
            "--encrypt-secret-keyring"),
    COPY_BLOCKSIZE(1, "the size of buffers is not to be set here", "leave it out", "--copy-blocksize"),

    FAIL_ON_VOLUME("it is a switch of duplicity's own tests", "leave it out", "--fail-on-volume"),
    SKIP_VOLUME("it is a switch of duplicity's own tests", "leave it out", "--skip-volume"),
    PYDEVD(0, "it starts a debugger of Python", "use BACTRIAN_JAVA_OPTS for options of the JVM", true, "--pydevd"),
    USE_GPGSM(0, "CMS (S/MIME) is not written here, only OpenPGP", "use --encrypt-key with an OpenPGP key", true, "--use-gpgsm"),
    RCLONE("there is no rclone store here", Texts.STORES, "--rclone-options"),

    PAR2("there is no par2 store here", "let the store keep more than one copy", "--par2-options", "--par2-redundancy",
            "--par2-volumes"),
    SSH_COMMAND("there is no ssh store here", Texts.STORES, "--scp-command", "--sftp-command", "--ssh-options"),
    SSH_ASKPASS(0, "there is no ssh store here", Texts.STORES, true, "--ssh-askpass"),
    RSYNC("there is no rsync store here", Texts.STORES, "--rsync-options"),
    FTP(0, "there is no FTP store here", Texts.STORES, true, "--ftp-passive", "--ftp-regular"),
    GIO(0, "there is no GIO store here", Texts.STORES, true, "--gio"),
    IDRIVE("there is no IDrive store here", Texts.STORES, "--idr-fakeroot"),
    IMAP("there is no IMAP store here", Texts.STORES, "--imap-mailbox"),
    IMAP_ADDRESS(0, "there is no IMAP store here", Texts.STORES, true, "--imap-full-address"),
    MEDIAFIRE(0, "there is no MediaFire store here", Texts.STORES, true, "--mf-purge"),
    B2(0, "there is no B2 store here", Texts.STORES, true, "--b2-hide-files"),
    AZURE("there is no Azure store here", Texts.STORES, "--azure-max-single-put-size", "--azure-max-block-size",
            "--azure-max-connections", "--azure-blob-tier"),
    CLOUD_FILES("Rackspace's Cloud Files is reached as Swift here", "use swift:// and the SWIFT_… variables", "--cf-backend"),
    S3_FLAG(0, "there is no S3 store here", Texts.STORES, true, "--s3-european-buckets", "--s3-use-rrs", "--s3-use-ia",
            "--s3-use-glacier", "--s3-use-glacier-ir", "--s3-use-deep-archive", "--s3-use-onezone-ia", "--s3-use-new-style",
            "--s3-unencrypted-connection", "--s3-use-multiprocessing", "--s3-use-server-side-encryption",
            "--s3-use-server-side-kms-encryption"),
    S3("there is no S3 store here", Texts.STORES, "--s3-multipart-chunk-size", "--s3-multipart-max-procs",
            "--s3-multipart-max-timeout", "--s3-kms-key-id", "--s3-kms-grant", "--s3-region-name", "--s3-endpoint-url"),
    WEBDAV("there is no WebDAV store here", Texts.STORES, "--webdav-headers"),
    SSL_TRUST("certificates are checked by Java", "put the authority into a trust store and name it in BACTRIAN_JAVA_OPTS"
            + " with -Djavax.net.ssl.trustStore=FILE", "--ssl-cacert-file", "--ssl-cacert-path"),
    SSL_NO_CHECK(0, "an unchecked certificate is no protection",
            "put the authority into a trust store and name it in BACTRIAN_JAVA_OPTS with -Djavax.net.ssl.trustStore=FILE", true,
            "--ssl-no-check-certificate");

    private final int arguments;
    private final String reason;
    private final String instead;
    private final boolean refused;
    private final List<String> names;

    /** Refused, with one argument. */
    UnsupportedOption(String reason, String instead, String... names) {
        this(1, reason, instead, true, names);
    }

    /** Taken, without effect. */
    UnsupportedOption(int arguments, String reason, String instead, String name) {
        this(arguments, reason, instead, false, name);
    }

    UnsupportedOption(int arguments, String reason, String instead, boolean refused, String... names) {
        this.arguments = arguments;
        this.reason = reason;
        this.instead = instead;
        this.refused = refused;
        this.names = List.of(names);
    }

    /** The option of that name, if it is one of these. */
    public static Optional<UnsupportedOption> named(String name) {
        for (UnsupportedOption option : values()) {
            if (option.names.contains(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** Every spelling. */
    public List<String> names() {
        return names;
    }

    /** How many words follow it, 0 or 1. */
    public int arguments() {
        return arguments;
    }

    /**
     * What the user is told, where the run goes on.
     *
     * @throws BactrianException of kind USAGE if it is refused
     */
    public String warning(String name) {
        if (refused) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: " + name + " is not supported: " + reason,
                    Character.toUpperCase(instead.charAt(0)) + instead.substring(1) + ".");
        }
        return "Warning: " + name + " has no effect: " + reason + "; " + instead + ".";
    }

    /** Shared by the options of stores. */
    private static final class Texts {
        static final String STORES = "use a file:// or swift:// URL, or write the five routes of a store of your own"
                + " (any Camel component serves)";
    }
}
