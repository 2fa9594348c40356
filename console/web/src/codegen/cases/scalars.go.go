package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/url"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/tea/dara"
)

func main() {
	endpoint, err := url.Parse(os.Getenv("BREAKWATER_ENDPOINT"))
	if err != nil {
		log.Fatal(err)
	}
	config := &openapi.Config{
		AccessKeyId:     dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        dara.String("cn-hangzhou"),
		Endpoint:        dara.String(endpoint.Host),
		Protocol:        dara.String(endpoint.Scheme),
	}
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {
		config.SecurityToken = dara.String(token)
	}
	client, err := openapi.NewClient(config)
	if err != nil {
		log.Fatal(err)
	}

	query := map[string]*string{
		"AutoPay": dara.String("true"),
		"ChargeType": dara.String("PREPAY"),
		"Coverage": dara.String("overseas"),
		"Period": dara.String("1"),
		"PlanName": dara.String("basic"),
		"Type": dara.String("NS"),
	}
	params := &openapi.Params{
		Action:      dara.String("PurchaseRatePlan"),
		Version:     dara.String("2024-09-10"),
		Protocol:    dara.String(endpoint.Scheme),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}
	answer, err := client.CallApi(params, &openapi.OpenApiRequest{Query: query}, &dara.RuntimeOptions{})
	if err != nil {
		log.Fatal(err)
	}
	body, err := json.MarshalIndent(answer["body"], "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(body))
}
