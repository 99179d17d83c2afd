package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivesTest {

    @TempDir
    private Path proc;

    @Test
    void aLifeIsOverWhenItsPidIsGoneOrGivenAnew() throws IOException {
        Lives lives = machine("boot-1", "pid:[1]");
        Life other = machineOf(8, 500).own();
        assertThat(lives.isOver(other)).isFalse();

        process(8, "a) R (b", 501);
        assertThat(lives.isOver(other)).isTrue();

        Files.delete(proc.resolve("8/stat"));
        Files.delete(proc.resolve("8"));
        assertThat(lives.isOver(other)).isTrue();
    }

    @Test
    void ofAnotherPlaceNothingIsKnown() throws IOException {
        Life elsewhere = new Life("0123456789abcdef", 99, 1);
        assertThat(machine("boot-1", "pid:[1]").isOver(elsewhere)).isFalse();
    }

    @Test
    void aPidWhoseStartCannotBeReadIsTakenToLive() throws IOException {
        Lives lives = machine("boot-1", "pid:[1]");
        Files.createDirectories(proc.resolve("8"));
        assertThat(lives.isOver(new Life(lives.own().place(), 8, 1))).isFalse();
    }

    @Test
    void placesDifferByBootAndByNameSpace() throws IOException {
        String place = machine("boot-1", "pid:[1]").own().place();
        assertThat(place).matches("[0-9a-f]{16}");
        assertThat(machine("boot-1", "pid:[1]").own().place()).isEqualTo(place);
        assertThat(machine("boot-2", "pid:[1]").own().place()).isNotEqualTo(place);
        assertThat(machine("boot-1", "pid:[2]").own().place()).isNotEqualTo(place);
    }

    @Test
    void whereThereIsNoProcNothingIsProven() {
        Lives here = new Lives(proc.resolve("none"), 7);
        Lives there = new Lives(proc.resolve("none"), 8);
        assertThat(here.isOver(there.own())).isFalse();
    }

    @Test
    void aLifeIsReadBack() {
        Life life = Lives.ofThisMachine().own();
        assertThat(Life.parse(life.text())).hasValue(life);
        assertThat(life.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(Lives.ofThisMachine().isOver(life)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "0123456789abcdef.1",
                "0123456789ABCDEF.1.2",
                "0123456789abcdef.-1.2",
                "0123456789abcdef.1.9999999999999999999"
            })
    void anythingElseIsNoLife(String text) {
        assertThat(Life.parse(text)).isEmpty();
    }

    private Lives machine(String boot, String pids) throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), boot);
        Files.createDirectories(proc.resolve("self/ns"));
        Files.deleteIfExists(proc.resolve("self/ns/pid"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of(pids));
        return machineOf(7, 400);
    }

    private Lives machineOf(long pid, long start) throws IOException {
        process(pid, "java", start);
        return new Lives(proc, pid);
    }

    private void process(long pid, String name, long start) throws IOException {
        Files.createDirectories(proc.resolve("" + pid));
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (" + name + ") S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 " + start + " 20 21\n");
    }
}
