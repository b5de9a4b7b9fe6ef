using Redoubt.Attack.Tests.Suite;

namespace Redoubt.Attack.Tests.Plan;

/// <summary>Plans for the suite's platforms, applied to their files.</summary>
[NeedsSuite("depth")]
public sealed class SuitePlanTests
{
    [Theory]
    [InlineData("shop/base", 2)]
    [InlineData("shop/full", 2)]
    [InlineData("shop/full", 3)]
    [InlineData("platforms/bank", 3)]
    public void Patches_in_files_do_what_the_plan_claims(string name, int depth)
    {
        var one = new DepthCase(name);

        PlanTests.Holds(one.Platform, one.Settings, depth);
    }

    [Theory]
    [InlineData("shop/base", 2)]
    [InlineData("shop/full", 3)]
    [InlineData("platforms/bank", 3)]
    public void No_step_can_be_left_out(string name, int depth)
    {
        var one = new DepthCase(name);

        PlanTests.NeedsEach(one.Platform, one.Settings, depth);
    }
}
