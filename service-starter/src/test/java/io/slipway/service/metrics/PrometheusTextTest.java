package io.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrometheusTextTest {

    private static final Series ABOUT = new Series("slipway_info", List.of()).with("service", "or\"de\\rs\n");

    private final MetricRegistry metrics = new Measurements(registry -> {});

    @Test
    void aPageIsWrittenWhole() {
        metrics.timer("http.GET./orders/{id}").update(250, TimeUnit.MILLISECONDS);
        metrics.meter("http.GET./orders/{id}.errors").mark();
        metrics.counter("http.GET./orders/{id}.inFlight").inc(3);
        metrics.timer("http.POST./orders").update(2, TimeUnit.SECONDS);
        metrics.register("jvm.name", (Gauge<String>) () -> "4711@host");
        metrics.register("discovery.inventory.age", (Gauge<Double>) () -> 0.25);
        metrics.register("registry.available", (Gauge<Boolean>) () -> true);
        assertThat(PrometheusText.of(metrics, ABOUT)).isEqualTo("""
                # HELP discovery_age_seconds One for each service.
                # TYPE discovery_age_seconds gauge
                discovery_age_seconds{service="inventory"} 0.25
                # HELP http_server_errors_total One for each method and route.
                # TYPE http_server_errors_total counter
                http_server_errors_total{method="GET",route="/orders/{id}"} 1
                # HELP http_server_in_flight One for each method and route.
                # TYPE http_server_in_flight gauge
                http_server_in_flight{method="GET",route="/orders/{id}"} 3
                # HELP http_server_requests_seconds One for each method and route.
                # TYPE http_server_requests_seconds summary
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="0.5"} 0.25
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="0.75"} 0.25
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="0.95"} 0.25
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="0.98"} 0.25
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="0.99"} 0.25
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="0.999"} 0.25
                http_server_requests_seconds{method="GET",route="/orders/{id}",quantile="1"} 0.25
                http_server_requests_seconds_count{method="GET",route="/orders/{id}"} 1
                http_server_requests_seconds_sum{method="GET",route="/orders/{id}"} 0.25
                http_server_requests_seconds{method="POST",route="/orders",quantile="0.5"} 2
                http_server_requests_seconds{method="POST",route="/orders",quantile="0.75"} 2
                http_server_requests_seconds{method="POST",route="/orders",quantile="0.95"} 2
                http_server_requests_seconds{method="POST",route="/orders",quantile="0.98"} 2
                http_server_requests_seconds{method="POST",route="/orders",quantile="0.99"} 2
                http_server_requests_seconds{method="POST",route="/orders",quantile="0.999"} 2
                http_server_requests_seconds{method="POST",route="/orders",quantile="1"} 2
                http_server_requests_seconds_count{method="POST",route="/orders"} 1
                http_server_requests_seconds_sum{method="POST",route="/orders"} 2
                # HELP registry_available Dropwizard's registry.available.
                # TYPE registry_available gauge
                registry_available 1
                # HELP slipway_info Who this process is.
                # TYPE slipway_info gauge
                slipway_info{service="or\\"de\\\\rs\\n"} 1
                """);
    }

    @Test
    void noNameAndNoGaugeMakesThePageUnreadable() {
        metrics.counter("9 lives\n# TYPE up gauge\nup 1");
        metrics.counter("");
        metrics.counter("{}\"'\\é");
        metrics.counter("client.a.B.c\n.errors");
        metrics.counter("same.name");
        metrics.meter("same name");
        metrics.counter("same_name");
        metrics.register("throws", (Gauge<Integer>) () -> {
            throw new IllegalStateException("on purpose");
        });
        metrics.register("nothing", (Gauge<Integer>) () -> null);
        metrics.register("infinite", (Gauge<Double>) () -> Double.NEGATIVE_INFINITY);
        metrics.register("none", (Gauge<Double>) () -> Double.NaN);
        metrics.register("small", (Gauge<Double>) () -> 1.5e-9);
        metrics.register("large", (Gauge<Double>) () -> 1.5e300);
        metrics.register("registry.available", (Gauge<Boolean>) () -> true);
        metrics.histogram("registry available");
        metrics.timer("idle");
        JvmMetrics.register(metrics);
        PrometheusPage page = PrometheusPage.parse(PrometheusText.of(metrics, ABOUT));
        assertThat(page.samples())
                .containsEntry("infinite", Double.NEGATIVE_INFINITY)
                .containsEntry("small", 1.5e-9)
                .containsEntry("large", 1.5e300)
                .containsEntry("idle_seconds{quantile=\"0.999\"}", Double.NaN)
                .containsEntry("idle_seconds_count", 0.0)
                .doesNotContainKeys("up", "throws", "nothing");
        assertThat(page.types()).containsEntry("same_name_total", "counter").containsEntry("jvm_cpu_used", "gauge");
    }

    @Test
    void whatCostsStartTimeIsThereAtTheFirstLook() {
        MetricRegistry lazy = new Measurements(registry -> registry.counter("jvm"));
        lazy.counter("other");
        lazy.timer("timed");
        assertThat(PrometheusPage.parse(PrometheusText.of(lazy, ABOUT)).types()).containsKeys("jvm", "other");
        assertThat(lazy.getNames()).containsExactly("jvm", "other", "timed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.GET./a.b/{x}.refused | http_server_refused | [method=GET, route=/a.b/{x}]",
                "http.OTHER.unmatched | http_server_requests | [method=OTHER, route=unmatched]",
                "client.inventory.InventoryApi.find | client_requests | [service=inventory, method=InventoryApi.find]",
                "client.inventory.InventoryApi.find.fallbacks | client_fallbacks |"
                        + " [service=inventory, method=InventoryApi.find]",
                "hystrix.inventory.InventoryApi.find.countSuccess | hystrix_count_success |"
                        + " [group=inventory, command=InventoryApi.find]",
                "discovery.inventory.ejected | discovery_ejected | [service=inventory]",
                "settings.age | settings_age_seconds | []",
                "registry.age | registry_age_seconds | []",
                "settings.version | settings_version | []",
                "jvm.memory.pools.G1-Eden-Space.used | jvm_memory_pool_used | [pool=G1-Eden-Space]",
                "jvm.gc.G1-Young-Generation.time | jvm_gc_time_milliseconds | [collector=G1-Young-Generation]",
                "jvm.buffers.mapped.count | jvm_buffers_count | [buffers=mapped]",
                "jvm.memory.heap.used | jvm_memory_heap_used | []",
                "com.example.Shop.orders | com_example_shop_orders | []",
            })
    void whatTellsMembersOfAFamilyApartAreLabels(String name, String family, String labels) {
        Series series = SeriesNames.of(name);
        assertThat(series.family()).isEqualTo(family);
        assertThat(series.labels().stream()
                        .map(label -> label.name() + "=" + label.value())
                        .toList())
                .hasToString(labels);
    }
}
