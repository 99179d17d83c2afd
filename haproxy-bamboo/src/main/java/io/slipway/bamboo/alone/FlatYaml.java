package io.slipway.bamboo.alone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML of two levels as keys with dots, each with its texts and its line. */
final class FlatYaml {

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final String file;
    private final List<String> problems;

    private FlatYaml(String file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Holds what stands at a key.
     *
     * @param texts one, or those of a list
     */
    record Value(List<String> texts, int line) {}

    static Map<String, Value> read(String file, String text, List<String> problems) {
        FlatYaml yaml = new FlatYaml(file, problems);
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            new Compose(settings).composeString(text).ifPresent(node -> yaml.mapping("", node));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(file + ":" + line + ": This is no YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException | StackOverflowError e) { // Composing recurses with the nesting of the file.
            problems.add(file + ": This is no YAML that is read here.");
        }
        return yaml.values;
    }

    private void mapping(String prefix, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(file + ":" + line(node) + ": Write keys and values here, as in listen: 0.0.0.0:80.");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = prefix + (tuple.getKeyNode() instanceof ScalarNode word ? word.getValue() : "?");
            Node value = tuple.getValueNode();
            if (value instanceof MappingNode && prefix.isEmpty()) {
                mapping(key + ".", value);
            } else if (values.containsKey(key)) {
                problems.add(file + ":" + line(value) + ": " + key + " is there twice.");
            } else {
                values.put(key, new Value(texts(key, value), line(value)));
            }
        }
    }

    private List<String> texts(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        if (node instanceof SequenceNode list && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            return list.getValue().stream()
                    .map(item -> ((ScalarNode) item).getValue())
                    .toList();
        }
        problems.add(file + ":" + line(node) + ": " + key + " is to be one value, or a list of values.");
        return List.of();
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
