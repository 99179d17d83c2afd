package io.slipway.local.consul.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns records into bytes and back: every value follows its kind, and the first byte tells the layout. */
final class Encoding {

    private static final int LAYOUT = 2;

    private static final Map<String, Class<?>> RECORDS = Stream.of(
                    KvEntry.class,
                    Session.class,
                    Node.class,
                    Service.class,
                    Service.Address.class,
                    Service.Weights.class,
                    Check.class,
                    LocalCheck.class,
                    Probe.Ttl.class,
                    Probe.Http.class,
                    Probe.Tcp.class,
                    Probe.Script.class,
                    Probe.Alias.class,
                    Probe.Maintenance.class)
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private Encoding() {}

    static byte[] of(Record record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            write(out, record);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot write " + record + ": " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    static Record toRecord(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int layout = in.readUnsignedByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException("Cannot read an entry of layout " + layout + ", only of " + LAYOUT
                        + ": it was written by another version.");
            }
            return (Record) Objects.requireNonNull(read(in), "a record");
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read an entry: " + e.getMessage(), e);
        }
    }

    private static void write(DataOutputStream out, @Nullable Object value)
            throws IOException, ReflectiveOperationException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof String text) {
            out.writeByte('S');
            write(out, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Bytes bytes) {
            out.writeByte('B');
            write(out, bytes.toArray());
        } else if (value instanceof Integer number) {
            out.writeByte('I');
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte('J');
            out.writeLong(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte('Z');
            out.writeBoolean(flag);
        } else if (value instanceof Duration duration) {
            out.writeByte('D');
            out.writeLong(duration.toNanos());
        } else if (value instanceof Instant instant) {
            out.writeByte('T');
            out.writeLong(instant.toEpochMilli());
        } else if (value instanceof Collection<?> list) {
            out.writeByte('L');
            out.writeInt(list.size());
            for (Object element : list) {
                write(out, element);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte('M');
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(out, entry.getKey());
                write(out, entry.getValue());
            }
        } else {
            out.writeByte('R');
            write(out, value.getClass().getSimpleName().getBytes(StandardCharsets.UTF_8));
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                write(out, component.getAccessor().invoke(value));
            }
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable Object read(DataInputStream in) throws IOException, ReflectiveOperationException {
        byte kind = in.readByte();
        return switch (kind) {
            case '0' -> null;
            case 'S' -> readText(in);
            case 'B' -> Bytes.of(in.readNBytes(in.readInt()));
            case 'I' -> in.readInt();
            case 'J' -> in.readLong();
            case 'Z' -> in.readBoolean();
            case 'D' -> Duration.ofNanos(in.readLong());
            case 'T' -> Instant.ofEpochMilli(in.readLong());
            case 'L' -> readList(in);
            case 'M' -> readMap(in);
            case 'R' -> readRecord(in);
            default -> throw new IOException("no kind of value is " + kind);
        };
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> readList(DataInputStream in)
            throws IOException, ReflectiveOperationException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(read(in));
        }
        return list;
    }

    private static Map<@Nullable Object, @Nullable Object> readMap(DataInputStream in)
            throws IOException, ReflectiveOperationException {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            map.put(read(in), read(in));
        }
        return map;
    }

    private static Object readRecord(DataInputStream in) throws IOException, ReflectiveOperationException {
        String name = readText(in);
        Class<?> type = RECORDS.get(name);
        if (type == null) {
            throw new IOException("no record is called " + name);
        }
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in);
        }
        return type.getDeclaredConstructor(
                        Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
                .newInstance(values);
    }
}
