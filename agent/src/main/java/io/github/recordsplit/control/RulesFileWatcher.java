package io.github.recordsplit.control;

import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.observe.log.PolicyText;
import io.github.recordsplit.rules.Application;
import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Options;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Notices that the rules file changed: in place, by rename, or behind a symbolic link. What two
 * looks in a row found is taken, so that a file that is just being written is not.
 */
final class RulesFileWatcher {
  /** Within this time after a change, another may leave the file's time stamp as it is. */
  private static final long COARSEST_STAMP_MILLIS = 3000;

  private static final String PREFIX = "recordsplit: ";

  private final Options options;
  private final AgentLog stderr;
  private String stamp;
  private String text;
  private String unreadable;
  private long judged;
  private long lastSeen;
  private volatile String error;

  /** Watches the rules file of options, from whose rules the agent's policy was made. */
  RulesFileWatcher(Options options, Policy inForce, AgentLog stderr) {
    this.options = options;
    this.stderr = stderr;
    this.judged = inForce.rules().fingerprint();
    this.lastSeen = judged;
  }

  synchronized void look(PolicyController steering) {
    if (read()) {
      long seen = seen();
      if (seen != judged && seen == lastSeen) {
        judge(steering);
      }
      lastSeen = seen;
    }
    text = null; // it may be large
  }

  /** Returns what is wrong with the file, or null if it is in force. */
  synchronized String lookNow(PolicyController steering) {
    stamp = null;
    read();
    if (seen() != judged) {
      judge(steering);
    }
    text = null;
    return error;
  }

  String error() {
    return error;
  }

  /** What is told of a file that does not answer. */
  String silent() {
    return PREFIX + options.rules() + ": this rules file's file system does not answer";
  }

  private long seen() {
    return Rules.fingerprint(unreadable == null ? text : unreadable);
  }

  /** Returns whether there was a need to. */
  private boolean read() {
    String now = stampNow();
    boolean same = now.equals(stamp) && lastSeen == judged;
    stamp = now;
    if (same && unreadable == null) {
      return false;
    }
    try {
      text = Rules.read(options.rules());
      unreadable = null;
    } catch (ConfigException e) {
      unreadable = e.getMessage();
    }
    return true;
  }

  /** Two that are equal stand for the same content; one that stands for nothing is unlike any. */
  private String stampNow() {
    try {
      BasicFileAttributes file =
          Files.readAttributes(new File(options.rules()).toPath(), BasicFileAttributes.class);
      long modified = file.lastModifiedTime().toMillis();
      long now = System.currentTimeMillis();
      String racy = now - modified < COARSEST_STAMP_MILLIS ? " " + System.nanoTime() : "";
      return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey() + racy;
    } catch (IOException | RuntimeException e) {
      return "unknown " + System.nanoTime();
    }
  }

  private void judge(PolicyController steering) {
    judged = seen();
    try {
      if (unreadable != null) {
        refuse(steering, unreadable);
        return;
      }
      Rules rules = Rules.parse(options.rules(), text);
      rules.goOn(steering.configured().rules());
      steering.configured(options.policy(Application.name(), rules));
      error = null;
      steering.read(null);
      stderr.notice("rules changed: " + PolicyText.policy(steering.policy(), options.rules()));
    } catch (ConfigException e) {
      refuse(steering, e.getMessage());
    }
  }

  private void refuse(PolicyController steering, String sentence) {
    error = sentence;
    steering.read(sentence);
    String plain = sentence.startsWith(PREFIX) ? sentence.substring(PREFIX.length()) : sentence;
    stderr.notice(plain + "; the last good rules stay in force");
  }
}
