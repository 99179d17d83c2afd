package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Params;
import io.slipway.local.consul.store.Catalog;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers {@code /v1/health}. */
final class HealthApi {

    private static final List<String> YES = List.of("", "1", "t", "T", "TRUE", "true", "True");
    private static final List<String> NO = List.of("0", "f", "F", "FALSE", "false", "False");

    private final Reads reads;

    HealthApi(Reads reads) {
        this.reads = reads;
    }

    void mount(Mux mux) {
        mux.route("/v1/health/service/").getLater(this::service);
        mux.route("/v1/health/node/").getLater(call -> {
            String node = call.rest(400, "Missing node name");
            return checks(call, catalog -> catalog.checksOf(node));
        });
        mux.route("/v1/health/checks/").getLater(call -> {
            String service = call.rest(400, "Missing service name");
            return checks(call, catalog -> catalog.checks().values().stream()
                    .filter(check -> !check.isOfNode() && check.serviceName().equals(service))
                    .toList());
        });
        mux.route("/v1/health/state/").getLater(call -> {
            String status = call.rest(400, "Missing check state");
            return checks(call, catalog -> catalog.checks().values().stream()
                    .filter(check -> status.equals("any") || check.is(status))
                    .toList());
        });
    }

    private CompletionStage<Answer> service(Call call) {
        String name = call.rest(400, "Missing service name");
        boolean passing = onlyPassing(call.params());
        return reads.catalog(
                call,
                new Question(
                        state -> state.catalog().topicsOf(name),
                        state -> state.catalog().indexOf(name),
                        state -> Answer.json(instances(state.catalog(), name, call.params(), passing))));
    }

    private static List<Object> instances(Catalog catalog, String name, Params params, boolean passing) {
        List<Object> found = new ArrayList<>();
        for (Service service : CatalogApi.wanted(catalog, name, params)) {
            List<Check> checks = catalog.checksOf(service);
            if (!passing || checks.stream().allMatch(check -> check.is(Check.PASSING))) {
                found.add(Views.health(catalog, service, checks));
            }
        }
        return found;
    }

    private CompletionStage<Answer> checks(Call call, Function<Catalog, List<Check>> wanted) {
        return reads.catalog(
                call,
                Question.of(
                        Topic.Table.CHECKS,
                        state -> state.catalog().checksIndex(),
                        state -> Answer.json(wanted.apply(state.catalog()).stream()
                                .filter(check ->
                                        CatalogApi.hasMeta(state.catalog().node(check.node()), call.params()))
                                .toList())));
    }

    private static boolean onlyPassing(Params params) {
        if (!params.has("passing") || NO.contains(params.first("passing"))) {
            return false;
        }
        if (!YES.contains(params.first("passing"))) {
            throw ApiError.badRequest("Invalid value for ?passing");
        }
        return true;
    }
}
