using System.Reflection;
using Xunit;
using Xunit.v3;

namespace Redoubt.Testing;

/// <summary>Skips tests that need root on Debian, since they mount or start servers, unless CI runs or somebody asked for them.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsSystemAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Assert.SkipUnless(
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && (IsTrue("CI") || IsTrue("REDOUBT_SYSTEM")),
        "it changes this machine: run `./test --system` as root on Debian, or CI");

    private static bool IsTrue(string variable) => Environment.GetEnvironmentVariable(variable) == "true";
}
