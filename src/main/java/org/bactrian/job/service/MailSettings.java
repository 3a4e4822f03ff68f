package org.bactrian.job.service;

import jakarta.mail.PasswordAuthentication;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.mail.MailAuthenticator;
import org.bactrian.job.config.Secret;
import org.bactrian.job.config.ServiceOptions.Mail;

/** What the route notify-mail needs to know of the mail server. The password is asked for when a mail is sent, and is in no endpoint. */
final class MailSettings {
    private static final String AUTHENTICATOR = "mailAuthenticator";

    private MailSettings() {
    }

    /** Adds to settings and beans. @param mail null for no mail server */
    static void of(Mail mail, Secret secret, Properties settings, Map<String, Object> beans) {
        if (mail == null) {
            return;
        }
        settings.setProperty("bactrian.mail.scheme", mail.tls() ? "smtps" : "smtp");
        settings.setProperty("bactrian.mail.host", mail.host());
        settings.setProperty("bactrian.mail.from", mail.from());
        boolean login = mail.user() != null && mail.password() != null;
        settings.setProperty("bactrian.mail.login", login ? "&authenticator=#" + AUTHENTICATOR : "");
        if (login) {
            beans.put(AUTHENTICATOR, new MailAuthenticator() {
                @Override
                public PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(mail.user(), secret.resolve(mail.password()));
                }
            });
        }
    }
}
