package example;

import org.apache.camel.main.Main;

/** An ordinary Camel application. Camel finds its route and those of Bactrian, which are in the folder {@code camel} of both jars. */
public final class NightlyBackup {
    private NightlyBackup() {
    }

    /** Runs until the backup is done. */
    public static void main(String[] args) throws Exception {
        new Main(NightlyBackup.class).run(args);
    }
}
