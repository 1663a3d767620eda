package io.millrace.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.StringUtils;

/** The profile that {@code AWS_PROFILE} names, of which the credentials are asked for. */
final class AwsProfile {
  /** Begins what the SDK says of a profile, among what it says of all other places. */
  private static final String OF_PROFILE = " ProfileCredentialsProvider(";

  /** Ends it. */
  private static final Pattern NEXT = Pattern.compile(", \\w+CredentialsProvider\\(");

  private AwsProfile() {}

  /** Its name; empty if none is named, or if keys are given that come before it. */
  private static Optional<String> named() {
    boolean keys =
        SdkSystemSetting.AWS_ACCESS_KEY_ID
            .getStringValue()
            .filter(StringUtils::isNotBlank)
            .isPresent();
    return keys
        ? Optional.empty()
        : ProfileFileSystemSetting.AWS_PROFILE
            .getStringValue()
            .filter(StringUtils::isNotBlank)
            .filter(name -> !name.equals("default"));
  }

  /**
   * Refuses a profile that is not there, for which the SDK would take the credentials of the
   * machine.
   *
   * @throws IllegalArgumentException naming it
   */
  static void require() {
    named()
        .filter(name -> ProfileFile.defaultProfileFile().profile(name).isEmpty())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "AWS_PROFILE is '%s', and there is no such profile in %s or %s. 'aws configure list-profiles' shows those that are."
                      .formatted(
                          name,
                          ProfileFileSystemSetting.AWS_CONFIG_FILE
                              .getStringValue()
                              .orElse("~/.aws/config"),
                          ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE
                              .getStringValue()
                              .orElse("~/.aws/credentials")));
            });
  }

  /**
   * Why there are no credentials, and what to do.
   *
   * @param message what the SDK says of all places where it looked
   */
  static String withoutCredentials(String message) {
    Optional<String> profile = named();
    if (profile.isEmpty()) {
      return "there are no AWS credentials. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in";
    }
    String reason = reason(message);
    return "the profile '%s' of AWS_PROFILE gives no credentials%s. Log in again, as with 'aws sso login --profile %s', or correct the profile"
        .formatted(profile.get(), reason.isEmpty() ? "" : ": " + reason, profile.get());
  }

  private static String reason(String message) {
    int begin = message.lastIndexOf(OF_PROFILE);
    int colon = begin < 0 ? -1 : message.indexOf("): ", begin);
    if (colon < 0) {
      return "";
    }
    String rest = message.substring(colon + 3);
    Matcher next = NEXT.matcher(rest);
    return (next.find() ? rest.substring(0, next.start()) : rest)
        .replaceFirst("]$", "")
        .strip()
        .replaceFirst("\\.$", "");
  }
}
