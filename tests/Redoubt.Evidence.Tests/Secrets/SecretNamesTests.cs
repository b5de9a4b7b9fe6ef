using Redoubt.Evidence.Secrets;

namespace Redoubt.Evidence.Tests.Secrets;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("PASSWORD")]
    [InlineData("DB_PASSWORD")]
    [InlineData("MYSQL_ROOT_PASSWORD")]
    [InlineData("dbPassword")]
    [InlineData("--api-key")]
    [InlineData("APIKEY")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("clientSecret")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("DB_PASS")]
    [InlineData("REDIS_PWD")]
    [InlineData("SENTRY_DSN")]
    [InlineData("ssh-private-key")]
    public void A_name_that_promises_a_secret_is_seen(string name) => Assert.True(SecretNames.Has(name));

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("secretName")]
    [InlineData("PASSWORD_FILE")]
    [InlineData("TOKEN_URL")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("tokenExpirationSeconds")]
    [InlineData("COMPASS")]
    [InlineData("bypass-all")]
    [InlineData("KEY")]
    [InlineData("PATH")]
    [InlineData("--tls-cert-file")]
    public void Other_names_are_left_alone(string name) => Assert.False(SecretNames.Has(name));
}
