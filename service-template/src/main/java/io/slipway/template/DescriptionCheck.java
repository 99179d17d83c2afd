package io.slipway.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds everything that is wrong with a description. */
final class DescriptionCheck {

    private final List<String> problems = new ArrayList<>();

    private DescriptionCheck() {}

    static List<String> problems(
            String name, String packageName, String team, List<String> calls, int port, String route, int java) {
        DescriptionCheck check = new DescriptionCheck();
        boolean nameIsGood = check.add(NameRule.problems("name", name));
        // What is only derived from a bad name would repeat its problem.
        if (nameIsGood || !packageName.equals(ServiceDescription.defaultPackage(name))) {
            check.add(PackageRule.problems(packageName));
        }
        check.add(LabelRule.problems("team", team));
        check.calls(name, calls);
        check.port(port);
        if (nameIsGood || !route.equals(ServiceDescription.defaultRoute(name))) {
            check.add(RouteRule.problems(route));
        }
        check.java(java);
        return check.problems;
    }

    private boolean add(List<String> found) {
        problems.addAll(found);
        return found.isEmpty();
    }

    private void calls(String name, List<String> calls) {
        Map<String, String> byFile = new HashMap<>();
        for (String call : calls) {
            if (call.equals(name)) {
                problems.add("call " + Quoted.of(call) + " is the service itself: it needs no client of its own;"
                        + " leave it out.");
            } else if (add(NameRule.problems("call", call))) {
                // Some file systems ignore case.
                String file = JavaName.of(call).type().toLowerCase(Locale.ROOT);
                String other = byFile.putIfAbsent(file, call);
                if (other != null) {
                    problems.add(twice(call, other));
                }
            }
        }
    }

    private static String twice(String call, String other) {
        if (call.equals(other)) {
            return "call " + Quoted.of(call) + " is given twice: one client serves every caller; give it once.";
        }
        return "calls " + Quoted.of(other) + " and " + Quoted.of(call) + " would both be the Java type "
                + JavaName.of(call).type() + "Api, but for upper and lower case: leave one out.";
    }

    private void java(int java) {
        if (!ServiceDescription.JAVA_RELEASES.contains(java)) {
            problems.add("java " + java + " is no release that services are made for; choose one of "
                    + ServiceDescription.JAVA_RELEASES.stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private void port(int port) {
        if (port < 1 || port > 65_535) {
            problems.add("port " + port + " is no port: the service listens there when PORT0 is not set;"
                    + " choose one between 1 and 65535, such as 8080.");
        }
    }
}
