package io.slipway.local.consul.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns entries and sessions into bytes and back; the first byte tells the layout. */
final class Encoding {

    private static final int LAYOUT = 1;

    private Encoding() {}

    static byte[] of(KvEntry entry) {
        return write(out -> {
            out.writeLong(entry.lockIndex());
            out.writeLong(entry.flags());
            out.writeLong(entry.createIndex());
            out.writeLong(entry.modifyIndex());
            write(out, entry.session() == null ? "" : entry.session());
            out.write(entry.value().toArray());
        });
    }

    static KvEntry toEntry(String key, byte[] content) {
        return read(content, in -> {
            long lockIndex = in.readLong();
            long flags = in.readLong();
            long created = in.readLong();
            long modified = in.readLong();
            String session = readString(in);
            Bytes value = Bytes.of(in.readAllBytes());
            return new KvEntry(key, lockIndex, flags, value, session.isEmpty() ? null : session, created, modified);
        });
    }

    static byte[] of(Session session) {
        return write(out -> {
            write(out, session.name());
            write(out, session.node());
            out.writeLong(session.lockDelay().toNanos());
            write(out, session.behavior());
            write(out, session.ttl());
            write(out, session.nodeChecks());
            write(out, session.serviceChecks());
            write(out, session.checks());
            out.writeLong(session.createIndex());
        });
    }

    static Session toSession(String id, byte[] content) {
        return read(content, in -> {
            String name = readString(in);
            String node = readString(in);
            Duration lockDelay = Duration.ofNanos(in.readLong());
            String behavior = readString(in);
            String ttl = readString(in);
            List<String> ofNode = readStrings(in);
            List<String> ofServices = readStrings(in);
            List<String> more = readStrings(in);
            long created = in.readLong();
            return new Session(id, name, node, lockDelay, behavior, ttl, ofNode, ofServices, more, created, created);
        });
    }

    private interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            writer.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] content, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int layout = in.readUnsignedByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException("Cannot read an entry of layout " + layout + ", only of " + LAYOUT
                        + ": it was written by a newer version.");
            }
            return reader.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not {@link DataOutputStream#writeUTF}: names may be longer than 64 KiB. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    private static List<String> readStrings(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(readString(in));
        }
        return List.copyOf(texts);
    }

    private static String readString(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
