package io.slipway.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildLogTest {

    @TempDir
    Path folder;

    @Test
    void aBuildWithoutNetworkSaysWhatToDo() throws Exception {
        Path log = log("[ERROR] Could not transfer artifact a:b:1 from central: Unknown host");

        assertThat(BuildLog.explain(log))
                .isEqualTo("Maven cannot reach its repository: check the network, or ~/.m2/settings.xml; see " + log);
    }

    @Test
    void aBuildThatFailsIsToldByItsFirstErrors() throws Exception {
        Path log = log("[WARNING] old\n[ERROR] OrdersTest.fails:12\n[INFO] x\n[ERROR] There are test failures.\n");

        assertThat(BuildLog.explain(log))
                .isEqualTo("the build failed, see " + log
                        + ": [ERROR] OrdersTest.fails:12 [ERROR] There are test failures.");
    }

    @Test
    void theTestsOfAllReportsAreCounted() throws Exception {
        Path reports = Files.createDirectories(folder.resolve("target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-A.xml"), "<testsuite name=\"A\" time=\"1\" tests=\"3\" errors=\"0\">");
        Files.writeString(reports.resolve("TEST-B.xml"), "<?xml?>\n<testsuite tests=\"4\" name=\"B\">");
        Files.writeString(reports.resolve("B.txt"), "<testsuite tests=\"9\">");

        assertThat(BuildLog.tests(folder)).isEqualTo(7);
        assertThat(BuildLog.tests(folder.resolve("elsewhere"))).isZero();
    }

    private Path log(String text) throws Exception {
        return Files.writeString(folder.resolve("build.log"), text);
    }
}
