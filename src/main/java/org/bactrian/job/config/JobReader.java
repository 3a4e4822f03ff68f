package org.bactrian.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bactrian.job.config.Job.Moment;
import org.bactrian.job.config.Notice.Event;
import org.bactrian.job.config.Notice.Kind;

/** Makes records of a document that the schema has accepted; notes what no schema can tell. One use. */
final class JobReader {
    private static final int MIDDLE_PRIORITY = 5;
    /** Of Bactrian; not taken by another well-known service. */
    private static final int PORT = 9876;

    private final LocatedYaml yaml;
    private final List<Problem> problems = new ArrayList<>();

    JobReader(LocatedYaml yaml) {
        this.yaml = yaml;
    }

    /** What is wrong; known after {@link #configuration()}. */
    List<Problem> problems() {
        return problems;
    }

    /** All of it; of no use if there are problems. */
    Configuration configuration() {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : yaml.root().path("jobs")) {
            jobs.add(job(job, "/jobs/" + jobs.size()));
        }
        return new Configuration(service(yaml.root().path("service")), jobs);
    }

    private static ServiceOptions service(JsonNode service) {
        JsonNode http = service.path("management");
        JsonNode mail = service.path("mail");
        return new ServiceOptions(service.path("parallel").asInt(1), text(service, "state"),
                new ServiceOptions.Management(http.path("enabled").asBoolean(true), http.path("host").asText("127.0.0.1"),
                        http.path("port").asInt(PORT), text(http, "user"), text(http, "password"), text(http, "keystore"),
                        text(http, "keystore-password")),
                mail.isMissingNode() ? null : new ServiceOptions.Mail(text(mail, "host"), text(mail, "from"),
                        mail.path("tls").asBoolean(true), text(mail, "user"), text(mail, "password")));
    }

    private Job job(JsonNode job, String at) {
        List<String> targets = job.has("target") ? List.of(text(job, "target")) : texts(job.path("targets"));
        JsonNode verify = job.path("verify");
        JsonNode retention = job.path("retention");
        return new Job(text(job, "name"), text(job, "source"), targets, options(job), selection(job.path("select")),
                environment(job), trigger(job.path("schedule"), at + "/schedule"),
                trigger(verify.path("schedule"), at + "/verify/schedule"), verify.path("compare-data").asBoolean(false),
                removal(retention), trigger(retention.path("schedule"), at + "/retention/schedule"), text(job, "runs-on"),
                job.path("priority").asInt(MIDDLE_PRIORITY), duration(job.path("objective"), null), steps(job),
                notices(job.path("notify")));
    }

    private static List<String> options(JsonNode job) {
        List<String> options = new ArrayList<>();
        job.path("options").properties().forEach(option -> add(options, option));
        JsonNode sealing = job.path("sealing");
        if (sealing.path("none").asBoolean(false)) {
            options.add("--no-encryption");
        }
        texts(sealing.path("encrypt-to")).forEach(key -> options.add("--encrypt-key=" + key));
        if (sealing.has("sign-with")) {
            options.add("--sign-key=" + text(sealing, "sign-with"));
        }
        job.path("bandwidth").forEach(window -> options.add("--limit-upload=" + (window.has("from")
                ? text(window, "from") + "-" + text(window, "to") + "=" : "") + window.path("rate").asText()));
        return options;
    }

    private static List<String> selection(JsonNode rules) {
        List<String> selection = new ArrayList<>();
        rules.forEach(rule -> rule.properties().forEach(option -> add(selection, option)));
        return selection;
    }

    /** A switch that is false is not given. */
    private static void add(List<String> options, Map.Entry<String, JsonNode> option) {
        JsonNode value = option.getValue();
        if (!value.isBoolean()) {
            options.add("--" + option.getKey() + "=" + value.asText());
        } else if (value.asBoolean()) {
            options.add("--" + option.getKey());
        }
    }

    private static Map<String, String> environment(JsonNode job) {
        Map<String, String> environment = new LinkedHashMap<>();
        job.path("environment").properties().forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
        JsonNode sealing = job.path("sealing");
        if (sealing.has("passphrase")) {
            environment.put("PASSPHRASE", text(sealing, "passphrase"));
        }
        if (sealing.has("sign-passphrase")) {
            environment.put("SIGN_PASSPHRASE", text(sealing, "sign-passphrase"));
        }
        return Map.copyOf(environment);
    }

    private static List<String> removal(JsonNode retention) {
        if (retention.has("older-than")) {
            return List.of("remove-older-than", text(retention, "older-than"));
        }
        if (retention.has("keep-fulls")) {
            return List.of("remove-all-but-n-full", retention.get("keep-fulls").asText());
        }
        List<String> rules = new ArrayList<>();
        retention.properties().stream().filter(rule -> rule.getKey().startsWith("keep-")).forEach(rule -> add(rules, rule));
        if (!rules.isEmpty()) {
            rules.add(0, "remove");
        }
        return List.copyOf(rules);
    }

    private Trigger trigger(JsonNode schedule, String at) {
        if (schedule.isMissingNode()) {
            return null;
        }
        Duration jitter = duration(schedule.path("jitter"), Duration.ZERO);
        if (schedule.has("every")) {
            return new Trigger(null, null, duration(schedule.get("every"), null), jitter);
        }
        ZoneId zone = ZoneId.systemDefault();
        try {
            zone = schedule.has("zone") ? ZoneId.of(text(schedule, "zone")) : zone;
        } catch (DateTimeException e) {
            problems.add(yaml.problem(at + "/zone", "there is no time zone '" + text(schedule, "zone") + "'"));
        }
        try {
            return new Trigger(text(schedule, "cron"), zone, null, jitter);
        } catch (IllegalArgumentException e) {
            problems.add(yaml.problem(at + "/cron", e.getMessage()));
            return null;
        }
    }

    private static Map<Moment, List<Step>> steps(JsonNode job) {
        Map<Moment, List<Step>> steps = new EnumMap<>(Moment.class);
        for (Moment moment : Moment.values()) {
            List<Step> list = new ArrayList<>();
            job.path(moment.word()).forEach(step -> list.add(new Step(texts(step.path("command")), text(step, "route"),
                    duration(step.path("timeout"), Step.DEFAULT_LIMIT))));
            steps.put(moment, List.copyOf(list));
        }
        return steps;
    }

    private static List<Notice> notices(JsonNode list) {
        List<Notice> notices = new ArrayList<>();
        for (JsonNode notice : list) {
            for (Kind kind : Kind.values()) {
                if (notice.has(kind.word())) {
                    notices.add(new Notice(events(notice.path("on"), kind), kind,
                            kind == Kind.LOG ? "" : text(notice, kind.word())));
                }
            }
        }
        return notices;
    }

    private static Set<Event> events(JsonNode on, Kind kind) {
        if (on.isMissingNode()) {
            return kind == Kind.WEBHOOK ? EnumSet.complementOf(EnumSet.of(Event.MISSED)) : EnumSet.of(Event.FAILURE, Event.MISSED);
        }
        Set<Event> events = EnumSet.noneOf(Event.class);
        on.forEach(word -> events.add(Event.valueOf(word.asText().toUpperCase(Locale.ROOT))));
        return events;
    }

    /** {@code 90s}, {@code 5m}, {@code 26h}, {@code 7d}, {@code 2w}. */
    private static Duration duration(JsonNode value, Duration otherwise) {
        if (value.isMissingNode()) {
            return otherwise;
        }
        String text = value.asText();
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    private static String text(JsonNode node, String key) {
        return node.has(key) ? node.get(key).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
