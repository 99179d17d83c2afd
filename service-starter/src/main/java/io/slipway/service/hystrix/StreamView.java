package io.slipway.service.hystrix;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Streams to dashboards how Hystrix's commands do, as hystrix-metrics-event-stream does. */
@Hidden
@RestController
final class StreamView {

    private static final int SHORTEST = 100;
    private static final int LONGEST = 60_000;

    private final StreamListeners listeners;

    StreamView(StreamListeners listeners) {
        this.listeners = listeners;
    }

    /** @param delay milliseconds from one look at the commands to the next */
    @GetMapping("/hystrix.stream")
    ResponseEntity<ResponseBodyEmitter> stream(@RequestParam(defaultValue = "500") int delay) {
        int millis = Math.max(SHORTEST, Math.min(LONGEST, delay));
        ResponseBodyEmitter listener = listeners
                .begin(Duration.ofMillis(millis))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        StreamListeners.MOST + " listen to /hystrix.stream already, which is as many as may."));
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(listener);
    }
}
