package org.bactrian.interop;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;

/**
 * The file system as the program sees it below one folder: every opening, reading, writing, syncing, linking, renaming, removing and listing
 * that goes through {@code java.nio} is counted, whoever in the program does it; at one of them one fault happens. It sits in the JDK's
 * own classes, which are changed while this is open, so that nothing in the program has to know of it.
 */
final class FaultyDisk implements Faulty, AutoCloseable {
    /** The kinds of faults. */
    enum Fault {
        /** No room: nothing is written or made until the command ends. */
        NO_SPACE("write", "create", "createDirectory", "createLink", "move"),
        /** The medium fails, here and once. */
        IO_ERROR,
        /** The process dies before it is done. */
        KILL,
        /** The process dies when half of it is written. */
        TORN_WRITE("write");

        private final Set<String> operations;

        Fault(String... operations) {
            this.operations = Set.of(operations);
        }
    }

    private final List<String> operations = new ArrayList<>();
    private final Instrumentation instrumentation = ByteBuddyAgent.install();
    private final ResettableClassFileTransformer change;
    private String root = "/nowhere/";
    private Fault fault;
    private int countdown;
    private boolean dead;
    private boolean full;
    private boolean happened;

    FaultyDisk() {
        System.getProperties().put(DiskAdvice.LISTENER, (Consumer<Object[]>) this::before);
        change = new AgentBuilder.Default().disableClassFormatChanges().ignore(none())
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(named("sun.nio.fs.UnixFileSystemProvider")).transform((builder, type, loader, module, domain) -> builder.visit(
                        Advice.to(DiskAdvice.OfPath.class).on(namedOneOf("newFileChannel", "newByteChannel", "newDirectoryStream",
                                "createDirectory", "createLink", "implDelete", "move"))))
                .type(named("sun.nio.ch.FileChannelImpl")).transform((builder, type, loader, module, domain) -> builder.visit(
                        Advice.to(DiskAdvice.OfChannel.class).on(namedOneOf("read", "write", "force", "truncate"))))
                .installOn(instrumentation);
    }

    /** Below which folder it is counted and fails. */
    synchronized void watch(String folder) {
        root = folder + "/";
    }

    @Override
    public List<Fault> faults(String operation) {
        return Stream.of(Fault.values()).filter(kind -> kind.operations.isEmpty() || kind.operations.contains(operation)).toList();
    }

    @Override
    public synchronized void plan(Enum<?> kind, int after) {
        fault = (Fault) kind;
        countdown = kind == null ? -1 : after;
        operations.clear();
        dead = false;
        full = false;
        happened = false;
    }

    @Override
    public synchronized void revive() {
        dead = false;
        full = false;
        countdown = -1;
    }

    @Override
    public synchronized boolean happened() {
        return happened;
    }

    @Override
    public synchronized List<String> operations() {
        return List.copyOf(operations);
    }

    /** The JDK's classes are as they were. */
    @Override
    public void close() {
        System.getProperties().remove(DiskAdvice.LISTENER);
        change.reset(instrumentation, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
    }

    private void before(Object[] call) {
        String path = String.valueOf(call[1]);
        if (path.startsWith(root)) {
            try {
                operate(operation((String) call[0], call[2]), call[2], path);
            } catch (IOException e) {
                throw FaultyDisk.<RuntimeException>unchecked(e); // all of these methods may throw it
            }
        }
    }

    private static String operation(String method, Object argument) {
        if (!method.equals("newFileChannel") && !method.equals("newByteChannel")) {
            return method.equals("implDelete") ? "delete" : method;
        }
        Collection<?> options = (Collection<?>) argument;
        return options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW) ? "create" : "open";
    }

    private synchronized void operate(String operation, Object argument, String path) throws IOException {
        if (dead) {
            throw new IOException(path + ": killed");
        }
        boolean now = countdown-- == 0 && faults(operation).contains(fault);
        operations.add(operation);
        if (now) {
            happened = true;
            full = fault == Fault.NO_SPACE;
            dead = fault == Fault.KILL || fault == Fault.TORN_WRITE;
        }
        if (full && Fault.NO_SPACE.operations.contains(operation)) {
            throw new IOException(path + ": No space left on device");
        }
        if (now && fault == Fault.TORN_WRITE) {
            ByteBuffer buffer = (ByteBuffer) argument;
            buffer.limit(buffer.position() + buffer.remaining() / 2);
        } else if (now) {
            throw new IOException(path + (fault == Fault.KILL ? ": killed" : ": Input/output error"));
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable e) throws E {
        throw (E) e;
    }
}
