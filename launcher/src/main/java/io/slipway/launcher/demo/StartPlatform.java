package io.slipway.launcher.demo;

import java.time.Duration;
import java.time.Instant;

/** Starts the Consul agent, the Marathon scheduler, the edge and HAProxy, and asks each. */
final class StartPlatform implements Chapter {

    @Override
    public String title() {
        return "start the local platform";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Instant begun = Instant.now();
        // The settings of the demo are not for services of the same name that come later, nor theirs for the demo.
        stage.slipway(
                "up",
                "--forgetful",
                "--port-base",
                String.valueOf(stage.addresses().portBase()));
        long millis = Duration.between(begun, Instant.now()).toMillis();
        String leader = stage.get(stage.addresses().consul("/v1/status/leader")).asText();
        String marathon = stage.get(stage.addresses().marathon("/v2/info"))
                .path("version")
                .asText();
        String haproxy = stage.get(stage.addresses().edgePage("/v1/topology"))
                .path("haproxy")
                .path("version")
                .asText();
        stage.row(
                "platform",
                "Consul, Marathon and the edge with HAProxy answer",
                "up in " + millis + " ms, HAProxy " + haproxy,
                !leader.isEmpty() && !marathon.isEmpty() && !haproxy.isEmpty(),
                stage.addresses().edgePage("/").toString());
    }
}
