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
		"Parameter.1.Code": dara.String("BaseBandwidth"),
		"Parameter.1.Value": dara.String("30"),
		"Parameter.2.Code": dara.String("Bandwidth"),
		"Parameter.2.Value": dara.String("30"),
		"Parameter.3.Code": dara.String("ServiceBandwidth"),
		"Parameter.3.Value": dara.String("100"),
		"Parameter.4.Code": dara.String("PortCount"),
		"Parameter.4.Value": dara.String("50"),
		"Parameter.5.Code": dara.String("DomainCount"),
		"Parameter.5.Value": dara.String("50"),
		"Parameter.6.Code": dara.String("NormalQps"),
		"Parameter.6.Value": dara.String("3000"),
		"Period": dara.String("1"),
		"ProductCode": dara.String("ddos"),
		"ProductType": dara.String("ddoscoo"),
		"SubscriptionType": dara.String("Subscription"),
	}
	params := &openapi.Params{
		Action:      dara.String("CreateInstance"),
		Version:     dara.String("2017-12-14"),
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
