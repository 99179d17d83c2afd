package io.slipway.bamboo.haproxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says that HAProxy's own check refused a configuration, and on account of which backends. */
public final class Refused extends HaproxyException {

    private static final Pattern PLACE = Pattern.compile("\\[[^\\[\\]]*:(\\d+)]");

    /** What is found only after the parsing comes without a line. */
    private static final Pattern NAME = Pattern.compile("(?:proxy|backend) '([A-Za-z0-9._-]+)'");

    private static final String USE = "    use_backend ";
    private static final String BACKEND = "backend ";

    private final Map<String, String> culprits;

    Refused(String message, Map<String, String> culprits) {
        super(message);
        this.culprits = Map.copyOf(culprits);
    }

    /** Returns what HAProxy said, by backend; empty where it named no line, or none of a backend. */
    public Map<String, String> culprits() {
        return culprits;
    }

    /** Finds out whose lines HAProxy complained about. */
    static Map<String, String> culprits(String config, String output) {
        List<String> lines = config.lines().toList();
        Map<String, String> culprits = new LinkedHashMap<>();
        output.lines().filter(line -> line.startsWith("[ALERT]")).forEach(line -> {
            String said = line.substring("[ALERT]".length());
            Matcher place = PLACE.matcher(said);
            Matcher name = NAME.matcher(said);
            if (place.find()) {
                owner(lines, Integer.parseInt(place.group(1)))
                        .ifPresent(owner -> culprits.putIfAbsent(
                                owner,
                                said.substring(place.end())
                                        .replaceFirst("^ : ", "")
                                        .strip()));
            } else if (name.find()) {
                culprits.putIfAbsent(name.group(1), said.substring(name.start()).strip());
            }
        });
        return culprits;
    }

    private static Optional<String> owner(List<String> lines, int number) {
        int at = Math.min(number, lines.size()) - 1;
        if (at >= 0 && lines.get(at).startsWith(USE)) {
            return Optional.of(lines.get(at).substring(USE.length()).split(" ", 2)[0]);
        }
        while (at > 0 && (lines.get(at).startsWith(" ") || lines.get(at).isEmpty())) {
            at--;
        }
        return Optional.of(lines.get(Math.max(0, at)))
                .filter(line -> line.startsWith(BACKEND))
                .map(line -> line.substring(BACKEND.length()));
    }
}
