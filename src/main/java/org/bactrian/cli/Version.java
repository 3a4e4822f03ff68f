package org.bactrian.cli;

/** The program's version. */
final class Version {
    private Version() {
    }

    /** As packaged. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
