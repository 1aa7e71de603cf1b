package dev.mvq.runtime.storage.bucket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a store and its server, one TCP connection of each to one of the other, and does to chosen requests what networks and
 * servers do: delays, loses, cuts and corrupts. It reads HTTP as far as it must: heads, and bodies by their Content-Length.
 */
public final class FaultyProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;

    /** What is done to a request and its answer. Called once a request, in the order they come in on their connections. */
    public interface Fault {
        Fault NONE = request -> Harm.NONE;

        /** @param request method and path with query, such as {@code PUT /bucket/key?uploadId=…} */
        Harm of(String request);
    }

    /** A harm. */
    public enum Harm {
        NONE,
        /** The answer is 503, and the server hears nothing. */
        UNAVAILABLE,
        /** The answer is the one that MinIO gives to clocks that differ by more than a quarter of an hour. */
        SKEWED,
        /** The connection is closed when half of the request's body has been passed on. */
        CUT_REQUEST,
        /** The server does what is asked, and the connection is closed before its answer. */
        LOSE_ANSWER,
        /** The connection is closed in the middle of the answer's body. */
        CUT_ANSWER,
        /** The answer's body is shorter, and its head says so: nothing is missing to the eye. */
        SHORTEN_ANSWER,
        /** A byte of the answer's body is another one. */
        CORRUPT_ANSWER,
        /** A byte of the request's body is another one. */
        CORRUPT_REQUEST,
        /** The answer's body comes in small pieces, with pauses. */
        SLOW
    }

    private record Message(String first, String head, byte[] body) {}

    private FaultyProxy(ServerSocket listening, int server) {
        this.listening = listening;
        this.server = server;
    }

    /** A proxy before the server's port. */
    public static FaultyProxy before(int server) throws IOException {
        FaultyProxy proxy = new FaultyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on, until told otherwise. */
    public void fault(Fault fault) {
        this.fault = fault;
    }

    /** Does the harm to the first requests that contain the words, so many times. */
    public void fault(String words, Harm harm, int times) {
        int[] left = {times};
        fault = request -> {
            synchronized (left) {
                return request.contains(words) && left[0]-- > 0 ? harm : Harm.NONE;
            }
        };
    }

    /** What was asked for, in order. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            sockets.add(upstream);
            InputStream fromClient = client.getInputStream();
            InputStream fromServer = upstream.getInputStream();
            for (Message request = read(fromClient, false); request != null; request = read(fromClient, false)) {
                String asked = request.first.substring(0, request.first.lastIndexOf(' '));
                requests.add(asked);
                Harm harm = fault.of(asked);
                if (!pass(request, asked, harm, client.getOutputStream(), upstream.getOutputStream(), fromServer)) {
                    return;
                }
            }
        } catch (IOException gone) {
            return;
        } finally {
            sockets.remove(client);
        }
    }

    /** Whether the connection goes on. */
    private static boolean pass(
            Message request,
            String asked,
            Harm harm,
            OutputStream toClient,
            OutputStream toServer,
            InputStream fromServer)
            throws IOException {
        if (harm == Harm.UNAVAILABLE) {
            toClient.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            return true;
        }
        if (harm == Harm.SKEWED) {
            String xml =
                    "<?xml version=\"1.0\"?><Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the"
                            + " request time and the server's time is too large.</Message></Error>";
            String head = "HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nDate: Tue, 16 Jan 2024 09:30:00"
                    + " GMT\r\nContent-Length: " + xml.length() + "\r\n\r\n";
            toClient.write((head + xml).getBytes(StandardCharsets.US_ASCII));
            return true;
        }
        byte[] body = harm == Harm.CORRUPT_REQUEST ? corrupted(request.body) : request.body;
        toServer.write(request.head.getBytes(StandardCharsets.ISO_8859_1));
        if (harm == Harm.CUT_REQUEST) {
            toServer.write(body, 0, body.length / 2);
            toServer.flush();
            return false;
        }
        toServer.write(body);
        toServer.flush();
        Message answer = read(fromServer, asked.startsWith("HEAD "));
        if (answer == null || harm == Harm.LOSE_ANSWER) {
            return false;
        }
        return answer(answer, harm, toClient);
    }

    private static boolean answer(Message answer, Harm harm, OutputStream toClient) throws IOException {
        byte[] body = answer.body;
        String head = answer.head;
        switch (harm) {
            case CORRUPT_ANSWER -> body = corrupted(body);
            case SHORTEN_ANSWER -> {
                body = Arrays.copyOf(body, body.length / 2);
                head = head.replaceFirst("(?i)content-length: \\d+", "Content-Length: " + body.length);
            }
            case CUT_ANSWER -> body = Arrays.copyOf(body, body.length / 2);
            default -> {}
        }
        toClient.write(head.getBytes(StandardCharsets.ISO_8859_1));
        int piece = harm == Harm.SLOW ? Math.max(1, body.length / 10) : Math.max(1, body.length);
        for (int at = 0; at < body.length; at += piece) {
            toClient.write(body, at, Math.min(piece, body.length - at));
            toClient.flush();
            pause(harm == Harm.SLOW ? 20 : 0);
        }
        return harm != Harm.CUT_ANSWER && !head.toLowerCase(Locale.ROOT).contains("connection: close");
    }

    private static void pause(int milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] corrupted(byte[] body) {
        byte[] other = body.clone();
        if (other.length > 0) {
            other[other.length / 2] ^= 1;
        }
        return other;
    }

    /** A message, or null where the connection ended before one. */
    private static @org.jspecify.annotations.Nullable Message read(InputStream in, boolean bodiless)
            throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!endsHead(head)) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        String first = text.substring(0, text.indexOf("\r\n"));
        if (first.startsWith("HTTP/1.1 100")) {
            return read(in, bodiless);
        }
        boolean chunked = text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        if (chunked && !bodiless) {
            byte[] body = chunks(in);
            String plain = text.replaceFirst("(?i)transfer-encoding: chunked", "Content-Length: " + body.length);
            return new Message(first, plain, body);
        }
        return new Message(first, text, bodiless ? new byte[0] : in.readNBytes(length(text)));
    }

    private static boolean endsHead(ByteArrayOutputStream head) {
        byte[] bytes = head.toByteArray();
        int n = bytes.length;
        return n >= 4 && bytes[n - 4] == '\r' && bytes[n - 3] == '\n' && bytes[n - 2] == '\r' && bytes[n - 1] == '\n';
    }

    private static int length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return 0;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).strip(), 16);
            body.write(in.readNBytes(size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** Ends every connection, as a network that fails does. */
    public void cutAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cutAll();
    }
}
