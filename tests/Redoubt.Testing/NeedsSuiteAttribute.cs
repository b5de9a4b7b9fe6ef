using System.Reflection;
using Xunit;
using Xunit.v3;

namespace Redoubt.Testing;

/// <summary>Skips tests where a suite is not here, with one line that says what it is and where it comes from. CI fails if any is skipped.</summary>
/// <param name="name">The suite.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsSuiteAttribute(string name) : BeforeAfterTestAttribute
{
    /// <summary>The suite.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Suites.Absence(name) is { } reason)
        {
            Assert.Skip(reason);
        }
    }
}
