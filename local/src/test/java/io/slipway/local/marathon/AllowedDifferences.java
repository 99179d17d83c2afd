package io.slipway.local.marathon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the reviewed list of how answers may differ from those of a real Marathon, each with its reason. */
final class AllowedDifferences {

    /**
     * Is one entry.
     *
     * @param request a pattern that a request matches: its transcript, title, method, URI and body, between blanks
     * @param at a pattern that the place in the answer matches, {@code /app/tasks/0/state}, {@code status}, or
     *     {@code header Location}; absent, the request is not made at all
     * @param sometimes whether the difference need not come each time
     */
    private record Entry(String request, @Nullable String at, String because, boolean sometimes) {

        boolean covers(String asked) {
            return Pattern.compile(request).matcher(asked).find();
        }
    }

    private final List<Entry> entries;
    private final Set<Entry> used = new LinkedHashSet<>();

    AllowedDifferences() {
        try {
            entries = List.of(new ObjectMapper().readValue(Exchange.text("allowed-differences.json"), Entry[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isUnasked(String request) {
        return entries.stream().anyMatch(entry -> entry.at() == null && entry.covers(request) && use(entry));
    }

    boolean allows(String request, String at) {
        return entries.stream()
                .anyMatch(entry -> entry.at() != null && at.matches(entry.at()) && entry.covers(request) && use(entry));
    }

    private boolean use(Entry entry) {
        used.add(entry);
        return true;
    }

    /** Returns entries that speak of a transcript and that nothing needed. */
    List<String> needless(String transcript) {
        return entries.stream()
                .filter(entry -> entry.request().contains(transcript) && !entry.sometimes() && !used.contains(entry))
                .map(Entry::toString)
                .toList();
    }
}
