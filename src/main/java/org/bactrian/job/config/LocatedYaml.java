package org.bactrian.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML document as JSON, with the line on which each value stands, by its JSON pointer (RFC 6901). */
final class LocatedYaml {
    /** Deeper is no file of jobs; an alias to what it stands in has no end. */
    private static final int DEEPEST = 30;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private JsonNode root = MissingNode.getInstance();

    private LocatedYaml(String file) {
        this.file = file;
    }

    /**
     * Reads a document. What is no YAML, and a key that stands twice, is among the {@link #problems()}.
     *
     * @param file how the problems call it
     */
    static LocatedYaml of(String file, String text) {
        LocatedYaml read = new LocatedYaml(file);
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
            new Compose(settings).composeString(text).ifPresent(node -> read.root = read.converted(node, "", 0));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            read.problems.add(new Problem(file, line, e.getProblem() == null ? "this is no YAML" : e.getProblem()));
        } catch (YamlEngineException e) {
            read.problems.add(new Problem(file, 1, "this is no YAML: " + e.getMessage().lines().findFirst().orElse("")));
        }
        return read;
    }

    /** The document; missing if the file is empty. */
    JsonNode root() {
        return root;
    }

    /** What was wrong with it as YAML. */
    List<Problem> problems() {
        return problems;
    }

    /** A problem with what stands at that pointer, or with the nearest thing around it. */
    Problem problem(String pointer, String text) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return new Problem(file, lines.getOrDefault(at, 1), text);
    }

    private JsonNode converted(Node node, String pointer, int depth) {
        if (depth > DEEPEST) {
            throw new YamlEngineException("it is nested more than " + DEEPEST + " deep");
        }
        lines.putIfAbsent(pointer, line(node));
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(converted(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode mapping(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            lines.put(below, line(tuple.getKeyNode()));
            if (object.has(key)) {
                problems.add(problem(below, "'" + key + "' stands here twice"));
            }
            object.set(key, converted(tuple.getValueNode(), below, depth + 1));
        }
        return object;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** By the tag that YAML's JSON schema gives it. */
    private static JsonNode scalar(ScalarNode node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return json.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return json.booleanNode(text.equals("true"));
        }
        if (node.getTag().equals(Tag.INT)) {
            BigInteger number = new BigInteger(text);
            return number.bitLength() < Integer.SIZE ? json.numberNode(number.intValue()) : json.numberNode(number);
        }
        return node.getTag().equals(Tag.FLOAT) && text.matches("[-+0-9.eE]+") ? json.numberNode(new BigDecimal(text))
                : json.textNode(text);
    }
}
