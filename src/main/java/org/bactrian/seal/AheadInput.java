package org.bactrian.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Bytes that are made a few buffers ahead of whoever reads them, by another thread: a task that ends when there is no room
 * and is started again when there is some, so no thread waits for a reader. What goes wrong with making them is raised
 * where they would be read. Read and closed by one thread.
 */
public final class AheadInput extends InputStream {
    /** How many buffers there are. */
    static final int BUFFERS = 8;
    /** Empty ones for which a thread is started: waking one for each costs more than filling it. */
    private static final int WORTH_STARTING = BUFFERS / 2;

    private record Part(byte[] bytes, int length) {
    }

    private final InputStream in;
    private final Executor threads;
    private final Deque<Part> made = new ArrayDeque<>();
    private final Deque<byte[]> room = new ArrayDeque<>();
    private boolean making;
    private boolean ended;
    private Exception failure;
    /** The reader's alone. */
    private Part current;
    private int position;

    /**
     * Begins to make them.
     *
     * @param in      read by one of the threads at a time; closed with this
     * @param buffer  bytes made at once; four times as many are held
     * @param threads never refuse and never wait for this stream's reader
     */
    public AheadInput(InputStream in, int buffer, Executor threads) {
        this.in = in;
        this.current = new Part(new byte[buffer], 0);
        this.threads = threads;
        for (int i = 1; i < BUFFERS; i++) {
            room.add(new byte[buffer]);
        }
        synchronized (this) {
            make();
        }
    }

    @Override
    public int read() throws IOException {
        return position < current.length() || take() ? current.bytes()[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (position == current.length() && !take()) {
            return -1;
        }
        int n = Math.min(count, current.length() - position);
        System.arraycopy(current.bytes(), position, bytes, offset, n);
        position += n;
        return n;
    }

    @Override
    public long skip(long count) throws IOException {
        if (count <= 0 || position == current.length() && !take()) {
            return 0;
        }
        int n = (int) Math.min(count, current.length() - position);
        position += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            ended = true;
            room.clear();
            while (making) {
                await();
            }
        }
        in.close();
    }

    /** Gives the read buffer back and takes the next one; false at the end. */
    private synchronized boolean take() throws IOException {
        room.add(current.bytes());
        current = new Part(new byte[0], 0);
        position = 0;
        make();
        while (made.isEmpty() && making) {
            await();
        }
        if (!made.isEmpty()) {
            current = made.remove();
            return true;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure != null) {
            throw (IOException) failure;
        }
        return false;
    }

    /** Starts the task if it is of use and not at work; with the lock held. */
    private void make() {
        if (!making && !ended && room.size() >= WORTH_STARTING) {
            making = true;
            threads.execute(this::makeSome);
        }
    }

    private void makeSome() {
        for (byte[] buffer = nextRoom(); buffer != null; buffer = nextRoom()) {
            int length = 0;
            Exception thrown = null;
            try {
                length = in.readNBytes(buffer, 0, buffer.length);
            } catch (IOException | RuntimeException e) {
                thrown = e;
            }
            add(buffer, length, thrown);
        }
    }

    private synchronized byte[] nextRoom() {
        byte[] buffer = ended ? null : room.poll();
        if (buffer == null) {
            making = false;
            notifyAll();
        }
        return buffer;
    }

    private synchronized void add(byte[] buffer, int length, Exception thrown) {
        if (length > 0) {
            made.add(new Part(buffer, length));
        }
        failure = thrown;
        ended |= thrown != null || length < buffer.length;
        notifyAll();
    }

    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
        }
    }
}
