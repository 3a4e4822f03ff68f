package example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An ordinary Spring Boot application with Camel in it. */
@SpringBootApplication
public class NightlyBackup {
    /** Runs until the backup is done. */
    public static void main(String[] args) {
        SpringApplication.run(NightlyBackup.class, args);
    }
}
