[assembly: FrobPlugin("faulty", "0.1", typeof(Frob.Fixture.Faulty.FaultyRecipes), typeof(Frob.Fixture.Faulty.ThrowingRecipe))]

namespace Frob.Fixture.Faulty;

/// <summary>What a host must refuse: a recipe that can't work, none at all, and one id twice.</summary>
public static class FaultyRecipes
{
    public static FrobProvider WithoutFlows { get; } = new("without-flows") { DisplayName = "Without flows", Errors = new ErrorMap(), Flows = [] };

    public static FrobProvider Absent => null!;

    public static FrobProvider Twice => WithoutFlows;
}
