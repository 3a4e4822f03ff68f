package org.bactrian.job.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.job.config.ServiceOptions.Management;

/** Whether the parts of a configuration fit each other and the machine. */
final class Consistency {
    private final LocatedYaml yaml;
    private final Secret secret;
    private final JobsFile.Check check;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> targets = new HashMap<>();

    Consistency(LocatedYaml yaml, Secret secret, JobsFile.Check check) {
        this.yaml = yaml;
        this.secret = secret;
        this.check = check;
    }

    /** All that does not fit. */
    List<Problem> problems(Configuration configuration) {
        management(configuration.service().management());
        ServiceOptions.Mail mail = configuration.service().mail();
        if (mail != null && mail.password() != null) {
            reference(mail.password(), "/service/mail/password");
        }
        for (int i = 0; i < configuration.jobs().size(); i++) {
            job(configuration.jobs().get(i), "/jobs/" + i, mail != null);
        }
        return problems;
    }

    private void management(Management http) {
        if (http.password() != null) {
            reference(http.password(), "/service/management/password");
        }
        if (http.keystorePassword() != null) {
            reference(http.keystorePassword(), "/service/management/keystore-password");
        }
        if (http.keystore() != null && !Files.isReadable(Path.of(http.keystore()))) {
            add("/service/management/keystore", "the keystore " + http.keystore() + " cannot be read");
        }
        boolean closed = http.user() != null && http.password() != null && http.keystore() != null;
        if (http.enabled() && !closed && !isLoopback(http.host())) {
            add("/service/management/host", "beyond the loopback address the server needs TLS and a password:"
                    + " give keystore, keystore-password, user and password");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void job(Job job, String at, boolean canMail) {
        String earlier = names.put(job.name(), job.name());
        if (earlier != null) {
            add(at + "/name", "there is already a job named " + job.name());
        }
        for (int i = 0; i < job.targets().size(); i++) {
            String url = job.targets().get(i).replaceAll("/+$", "");
            String other = targets.put(url, job.name());
            if (other != null) {
                add(at + (job.targets().size() == 1 ? "/target" : "/targets/" + i),
                        "this target is already that of the job " + other + "; two jobs would break each other's chain");
            }
        }
        if (!Files.isDirectory(Path.of(job.source()))) {
            machine(at + "/source", "there is no folder " + job.source());
        }
        environment(job, at);
        for (int i = 0; i < job.notices().size(); i++) {
            notice(job.notices().get(i), at + "/notify/" + i, canMail);
        }
        check.faults(job).forEach(fault -> add(fault.key().isEmpty() ? at : at + "/" + fault.key(), fault.text()));
    }

    private void environment(Job job, String at) {
        job.environment().forEach((name, value) -> {
            String key = switch (name) {
                case "PASSPHRASE" -> "/sealing/passphrase";
                case "SIGN_PASSPHRASE" -> "/sealing/sign-passphrase";
                default -> "/environment/" + name;
            };
            if (Secret.isReference(value)) {
                reference(value, at + key);
            } else if (Secret.isSecretName(name)) {
                add(at + key, name + " holds a secret and has to be a reference: env:NAME, file:/PATH or {{FUNCTION:…}}");
            }
        });
    }

    private void notice(Notice notice, String at, boolean canMail) {
        switch (notice.kind()) {
            case WEBHOOK, SLACK -> reference(notice.to(), at + "/" + notice.kind().word());
            case MAIL -> {
                if (!canMail) {
                    add(at + "/mail", "mail needs the section service: mail:");
                }
            }
            default -> { }
        }
    }

    private void reference(String reference, String at) {
        secret.problem(reference).ifPresent(text -> machine(at, text));
    }

    private void machine(String at, String text) {
        Problem problem = yaml.problem(at, text);
        problems.add(new Problem(problem.file(), problem.line(), problem.text(), true));
    }

    private void add(String at, String text) {
        problems.add(yaml.problem(at, text));
    }
}
