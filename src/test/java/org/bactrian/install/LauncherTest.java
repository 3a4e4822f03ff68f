package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.bactrian.install.Console.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launcher as shipped, before a probe that stands in for the program and tells what it was started with. */
class LauncherTest {
    private static final String PROBE = """
            package org.bactrian.cli;
            public class Bactrian {
                public static void main(String[] args) throws Exception {
                    System.out.println("home=" + System.getenv("BACTRIAN_HOME"));
                    System.out.println("names=" + System.getProperty("sun.jnu.encoding"));
                    System.out.println("probe=" + System.getProperty("probe"));
                    System.out.println("options=" + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                    System.out.println("java=" + Runtime.version().feature());
                    for (String arg : args) {
                        System.out.println("arg=" + arg);
                    }
                    if (args.length > 0 && args[0].equals("wait")) {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                        System.out.println("waiting");
                        Thread.sleep(60_000);
                    }
                    System.exit(args.length > 0 && args[0].equals("exit") ? Integer.parseInt(args[1]) : 0);
                }
            }
            class Rehearsal {
                public static void main(String[] args) {
                }
            }
            """;
    private static final String ARCHIVE = "-XX:(SharedArchiveFile|AOTCache)=";

    @TempDir
    private static Path compiled;

    @TempDir
    private Path folder;
    private Path home;
    private Path launcher;
    private Console console;

    static List<Path> jdks() {
        return Jdks.all();
    }

    @BeforeAll
    static void compileTheProbe() throws IOException {
        Path source = Files.writeString(compiled.resolve("Bactrian.java"), PROBE);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-d", compiled.toString(),
                source.toString())).isZero();
        try (OutputStream out = Files.newOutputStream(compiled.resolve("probe.jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String name : List.of("Bactrian", "Rehearsal")) {
                jar.putNextEntry(new JarEntry("org/bactrian/cli/" + name + ".class"));
                Files.copy(compiled.resolve("org/bactrian/cli/" + name + ".class"), jar);
            }
        }
        Manifest start = new Manifest();
        Map.of(Attributes.Name.MANIFEST_VERSION, "1.0", Attributes.Name.MAIN_CLASS, "org.bactrian.cli.Bactrian", Attributes.Name.CLASS_PATH,
                "probe.jar").forEach((name, value) -> start.getMainAttributes().put(name, value));
        new JarOutputStream(Files.newOutputStream(compiled.resolve("bactrian.jar")), start).close();
    }

    @BeforeEach
    void installTheProbe() throws IOException {
        console = new Console(folder);
        home = Files.createDirectories(folder.resolve("an installation"));
        Path lib = Files.createDirectories(home.resolve("lib"));
        for (String jar : List.of("probe.jar", "bactrian.jar")) {
            Files.copy(compiled.resolve(jar), lib.resolve(jar));
        }
        launcher = Files.createDirectories(home.resolve("bin")).resolve("bactrian");
        Files.copy(Path.of("src/main/launcher/bactrian"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void startsTheJavaOfJavaHomeAndPassesArgumentsAndExitCode(Path jdk) throws Exception {
        Result result = run(Map.of("JAVA_HOME", jdk.toString()), "exit", "37", "a b", "", "*", "$HOME", "ä");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsSubsequence("home=" + home, "arg=exit", "arg=37", "arg=a b", "arg=", "arg=*",
                "arg=$HOME", "arg=ä");
        assertThat(result.exit()).isEqualTo(37);
    }

    @Test
    void startsTheJavaOnThePathFromAnyFolderThroughAnyLinks() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where/deep"));
        Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../../an installation/bin/bactrian"));
        Files.createSymbolicLink(folder.resolve("two"), elsewhere.resolve("one"));
        Files.createSymbolicLink(folder.resolve("linked"), home);
        Map<String, String> path = Map.of("PATH", Jdks.all().get(0) + "/bin:" + elsewhere + ":/usr/bin:/bin");
        for (String name : List.of("../../two", "./one", folder + "/linked/bin/bactrian")) {
            Result result = console.run(elsewhere, path, List.of("/bin/sh", "-c", "exec \"$0\"", name));
            assertThat(result).as(name).extracting(Result::exit, Result::err).containsExactly(0, "");
            assertThat(result.out()).as(name).contains("home=" + home + "\n");
        }
        assertThat(console.run(folder, path, List.of("/bin/sh", "-c", "one")).out()).contains("home=" + home + "\n");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void fileNamesAreUtf8WhateverTheLocale(Path jdk) throws Exception {
        for (String locale : List.of("POSIX", "de_DE.ISO-8859-1", "C.UTF-8")) {
            assertThat(run(Map.of("JAVA_HOME", jdk.toString(), "LC_ALL", locale)).out()).as(locale).contains("names=UTF-8\n");
        }
        assertThat(run(Map.of("JAVA_HOME", jdk.toString())).out()).contains("names=UTF-8\n");
    }

    @Test
    void onlyShortCommandsDoWithoutTheOptimisingCompiler() throws Exception {
        assertThat(run(java(), "collection-status", "file:///x").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(run(java(), "/usr", "file:///x").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void optionsForTheJvmComeFromTheEnvironment() throws Exception {
        Map<String, String> environment = new HashMap<>(java());
        environment.put("BACTRIAN_JAVA_OPTS", " -Dprobe=* -XX:+UseParallelGC");
        assertThat(run(environment).out()).contains("probe=*\n").contains("-XX:+UseParallelGC").doesNotContain("UseSerialGC");
        assertThat(run(java()).out()).contains("-XX:+UseSerialGC");
    }

    @Test
    void signalsReachTheProgram() throws Exception {
        Process process = console.start(folder, java(), List.of(launcher.toString(), "wait"));
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> console.result(0).out().contains("waiting"));
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(console.result(0).out()).endsWith("hook\n");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theClassArchiveIsUsedOnlyByTheJavaThatMadeItAndNeverInTheWay(Path jdk) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", jdk.toString(), "BACTRIAN_CDS", "create"));
        assertThat(run(environment)).extracting(Result::exit, Result::err).containsExactly(0, "");
        environment.remove("BACTRIAN_CDS");
        assertThat(run(environment).out()).containsPattern(ARCHIVE);
        for (Path other : Jdks.all()) {
            Result result = run(Map.of("JAVA_HOME", other.toString()));
            assertThat(result).extracting(Result::exit, Result::err).containsExactly(0, "");
            assertThat(result.out()).startsWith("home=");
            assertThat(Pattern.compile(ARCHIVE).matcher(result.out()).find()).isEqualTo(other.equals(jdk));
        }
        Files.copy(home.resolve("lib/probe.jar"), home.resolve("lib/another.jar"));
        assertThat(run(environment)).as("with another class path").extracting(Result::exit, Result::err).containsExactly(0, "");
    }

    @Test
    void aMissingOrOldJavaIsToldInOneLine() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("readlink", "sed", "locale")) {
            script(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        assertRefused(run(Map.of("PATH", tools.toString())), "no java on PATH");
        assertRefused(run(Map.of("JAVA_HOME", "/no where")), "JAVA_HOME is '/no where'");
        Path old = Files.createDirectories(folder.resolve("jdk 11/bin")).resolve("java");
        script(old, "echo '    java.runtime.version = 11.0.2+9' >&2");
        Map<String, String> eleven = Map.of("JAVA_HOME", folder.resolve("jdk 11").toString());
        assertRefused(run(eleven), "is Java 11.0.2+9");
        Files.writeString(folder.resolve("jdk 11/release"), "JAVA_RUNTIME_VERSION=\"1.8.0_352-b08\"\n");
        assertRefused(run(eleven), "is Java 1.8.0_352-b08");
        script(old, "echo no version at all");
        Files.delete(folder.resolve("jdk 11/release"));
        assertRefused(run(eleven), "is Java of unknown version");
    }

    private static void assertRefused(Result result, String reason) {
        assertThat(result.exit()).isEqualTo(23);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().startsWith("bactrian: ").contains(reason)
                .contains("Java 17 or later");
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Map<String, String> java() {
        return Map.of("JAVA_HOME", Jdks.all().get(0).toString());
    }

    /** PATH has the usual folders unless the environment says otherwise. */
    private Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
        all.putAll(environment);
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return console.run(folder, all, command);
    }
}
