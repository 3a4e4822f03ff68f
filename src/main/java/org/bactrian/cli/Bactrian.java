package org.bactrian.cli;

/** The program's entry. */
public final class Bactrian {
    private Bactrian() {
    }

    /** Ends the process with 0 after printing the version, whatever the arguments. */
    public static void main(String[] arguments) {
        String version = Bactrian.class.getPackage().getImplementationVersion();
        System.out.println("bactrian " + (version == null ? "(not packaged)" : version));
        System.exit(0);
    }
}
